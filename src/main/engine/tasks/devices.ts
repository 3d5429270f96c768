import { probeDevice } from '../devices/probe-device'
import type { TaskFunction } from './task'

/** The devices that the engine knows how to use, tried on this machine. */
export const devices: TaskFunction<'devices'> = () =>
  Promise.all((['cpu', 'webgpu', 'cuda'] as const).map(probeDevice))
