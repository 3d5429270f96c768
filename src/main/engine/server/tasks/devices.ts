import { automaticDevice } from '../../runtime/devices/choose-device'
import { probeDevice } from '../../runtime/devices/probe-device'
import type { TaskFunction } from './task'

/** The devices that the engine knows how to use, tried on this machine. */
export const devices: TaskFunction<'devices'> = async () => {
  const found = await Promise.all((['cpu', 'webgpu', 'cuda'] as const).map(probeDevice))
  const automatic = await automaticDevice()
  return found.map((one) => ({ ...one, auto: one.device === automatic }))
}
