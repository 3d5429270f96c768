import type { DeviceChoice, DeviceName } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { probeDevice } from './probe-device'

/**
 * The device that a choice means here. `auto` is WebGPU where a real graphics card works, else the
 * CPU. Throws `engine.device-unavailable` for a device that was named and does not work.
 */
export async function chooseDevice(choice: DeviceChoice): Promise<DeviceName> {
  if (choice === 'auto') {
    const { usable, software } = await probeDevice('webgpu')
    return usable && !software ? 'webgpu' : 'cpu'
  }
  const { usable, detail } = await probeDevice(choice)
  // The reason stands inside a sentence here.
  const reason = detail.replace(/\.$/, '')
  if (!usable) throw new AppError('engine.device-unavailable', { device: choice, detail: reason })
  return choice
}
