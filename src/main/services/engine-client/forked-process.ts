import { forkChild } from '../../base/process/child-link'
import type { EngineProcess } from './engine-process'

/** Starts the engine bundle `file` as a child process of `node`, by default our own Node. */
export const forkEngine = (file: string, node?: string): EngineProcess => forkChild(file, node)
