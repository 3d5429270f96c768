import type { DeviceChoice, DeviceName } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { probeDevice, type ProbedDevice } from './probe-device'

/** In the order that `auto` tries them in: CUDA has a run's state cross at every step. */
const CARDS = ['webgpu', 'cuda'] as const

/**
 * What `auto` means here: a graphics card that works and is none of software, else the CPU.
 *
 * @param probe Tries a device; none is tried behind the one that is taken.
 */
export async function automaticDevice(
  probe: (device: DeviceName) => Promise<Pick<ProbedDevice, 'usable' | 'software'>> = probeDevice
): Promise<DeviceName> {
  for (const device of CARDS) {
    const { usable, software } = await probe(device)
    if (usable && !software) return device
  }
  return 'cpu'
}

/**
 * The device that a choice means here. Throws `engine.device-unavailable` for one that was named and
 * does not work.
 */
export async function chooseDevice(choice: DeviceChoice): Promise<DeviceName> {
  if (choice === 'auto') return automaticDevice()
  const { usable, detail } = await probeDevice(choice)
  // The reason stands inside a sentence here.
  const reason = detail.replace(/\.$/, '')
  if (!usable) throw new AppError('engine.device-unavailable', { device: choice, detail: reason })
  return choice
}
