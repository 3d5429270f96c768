import type { DeviceName } from '../../../shared/engine-protocol'

/** Why a device cannot be used, from the runtime's message, in words that a person can act on. */
export function unusableReason(
  device: DeviceName,
  platform: NodeJS.Platform,
  message: string,
  log: string
): string {
  if (/no available backend|backend not found/i.test(message))
    return notInThisBuild(device, platform)
  if (device === 'cuda') return cudaReason(platform, message)
  if (/adapter/i.test(message)) return adapterReason(platform, log)
  return firstLine(message)
}

const notInThisBuild = (device: DeviceName, platform: NodeJS.Platform): string =>
  device === 'cuda'
    ? 'the runtime has CUDA on Linux with an x64 processor only; use webgpu'
    : `the runtime has no ${device} on ${platform} ${process.arch}`

function adapterReason(platform: NodeJS.Platform, log: string): string {
  if (platform === 'win32') {
    return 'no graphics card with Direct3D 12 was found; install the newest driver of the card'
  }
  if (platform === 'darwin') return 'no graphics card with Metal was found'
  return /Couldn't load Vulkan/.test(log)
    ? "Vulkan is not installed; install libvulkan1 and the graphics card's Vulkan driver"
    : "no graphics card with Vulkan was found; install the card's Vulkan driver (mesa-vulkan-drivers for AMD and Intel, NVIDIA's own for NVIDIA)"
}

function cudaReason(platform: NodeJS.Platform, message: string): string {
  if (!/shared library/i.test(message)) return firstLine(message)
  return platform === 'linux'
    ? "the runtime's CUDA parts do not load; they need an NVIDIA card with its driver, CUDA 12 and cuDNN 9, and are fetched by installing onnxruntime-node with --onnxruntime-node-install=cuda12"
    : 'the runtime has CUDA on Linux with an x64 processor only; use webgpu'
}

const firstLine = (message: string): string => message.split('\n')[0]?.trim() ?? message
