import type { DeviceChoice, DeviceName } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { probeDevice } from './probe-device'

/** In the order that `auto` tries them in: CUDA has a run's state cross at every step. */
const CARDS = ['webgpu', 'cuda'] as const

/**
 * The device that a choice means here: `auto` is the first that works of a graphics card by WebGPU,
 * one by CUDA, and the CPU, and never a card that the processor plays. Throws
 * `engine.device-unavailable` for a device that was named and does not work.
 */
export async function chooseDevice(choice: DeviceChoice): Promise<DeviceName> {
  if (choice === 'auto') {
    for (const device of CARDS) {
      const { usable, software } = await probeDevice(device)
      if (usable && !software) return device
    }
    return 'cpu'
  }
  const { usable, detail } = await probeDevice(choice)
  // The reason stands inside a sentence here.
  const reason = detail.replace(/\.$/, '')
  if (!usable) throw new AppError('engine.device-unavailable', { device: choice, detail: reason })
  return choice
}
