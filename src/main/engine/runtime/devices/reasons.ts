import type { DeviceName } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'

/** What WebGPU stands on, by system. */
const interfaces: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Metal',
  linux: 'Vulkan',
  win32: 'Direct3D 12'
}

/**
 * Why a device cannot be used, in words that a person can act on.
 *
 * @param message What the runtime said when it was tried.
 * @param log What it wrote down meanwhile.
 */
export function unusableReason(
  device: DeviceName,
  platform: NodeJS.Platform,
  message: string,
  log: string
): AppError {
  const absent = /no available backend|backend not found/i.test(message)
  if (absent || (device === 'cuda' && platform !== 'linux')) {
    return new AppError('device.not-in-runtime', { device, system: `${platform} ${process.arch}` })
  }
  if (device === 'cuda' && /shared library/i.test(message)) {
    return new AppError('device.cuda-missing')
  }
  if (/Couldn't load Vulkan/.test(log)) return new AppError('device.no-vulkan')
  if (/adapter/i.test(message)) {
    return new AppError('device.no-adapter', { interface: interfaces[platform] ?? 'Vulkan' })
  }
  return new AppError('device.failed', { detail: message.split('\n')[0]?.trim() ?? message })
}
