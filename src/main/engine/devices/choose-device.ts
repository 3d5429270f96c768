import type { DeviceChoice, DeviceName } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { probeDevice } from './probe-device'

/**
 * The device that a choice means here. `auto` is the CPU: the state of a run still crosses to a
 * graphics card and back at every step, and no real card has been measured yet, so one is used where
 * it is named. Throws `engine.device-unavailable` for a device that was named and does not work.
 */
export async function chooseDevice(choice: DeviceChoice): Promise<DeviceName> {
  if (choice === 'auto') return 'cpu'
  const { usable, detail } = await probeDevice(choice)
  // The reason stands inside a sentence here.
  const reason = detail.replace(/\.$/, '')
  if (!usable) throw new AppError('engine.device-unavailable', { device: choice, detail: reason })
  return choice
}
