/**
 * What the engine process is asked and what it answers: one file a family of tasks, `wire` with the
 * messages that carry them, and `run-folder` with the files that a run is frozen into.
 */
export type { DeviceChoice, DeviceName } from '../device-name'
export * from './agreement'
export * from './bench'
export * from './caption'
export * from './caption-requests'
export * from './captioner-source'
export * from './check-model'
export * from './devices'
export * from './embed'
export * from './export-captioner'
export * from './items'
export * from './metrics-of'
export * from './read-embeddings'
export * from './run-folder'
export * from './score'
export * from './tasks'
export * from './tokens'
export * from './train'
export * from './wire'
