import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readTextSync } from '../../../base/files/regular-file'

const NVIDIA_CARDS = '/proc/driver/nvidia/gpus'
const GPU_FILES = /^\/dev\/(nvidia\d|dri\/renderD|dxg|kgsl|mali)/

/**
 * Names of the graphics cards that the runtime found.
 *
 * @param log Its log, with a line `Discovered OrtHardwareDevice {vendor_id:0x…, device_id:0x…,
 *   vendor:…, type:1, metadata: […]}` for each; type 1 is a GPU.
 */
export function graphicsCards(log: string): string[] {
  const found = log.matchAll(
    /OrtHardwareDevice \{vendor_id:\w+, device_id:(\w+), vendor:([^,]*), type:1, metadata: \[(.*)\]/g
  )
  return [...found].map(([, id = '', vendor = '', metadata = '']) => {
    const description = /Description=([^,\]]+)/.exec(metadata)?.[1]
    return description ?? nvidiaModel(vendor) ?? `${vendor || 'graphics card'} ${id}`
  })
}

/**
 * Whether the work of a WebGPU session was done by the processor, playing a graphics card.
 *
 * @param files Device files that the process holds open; a real card's is among them on Linux.
 */
export function isSoftware(
  platform: NodeJS.Platform,
  files: readonly string[],
  cards: readonly string[]
): boolean {
  if (platform === 'linux') return !files.some((file) => GPU_FILES.test(file))
  return platform !== 'darwin' && cards.length === 0
}

/** The model of the first card by NVIDIA's driver on Linux. */
function nvidiaModel(vendor: string): string | null {
  if (!/nvidia/i.test(vendor)) return null
  try {
    const [card = ''] = readdirSync(NVIDIA_CARDS)
    const text = readTextSync(join(NVIDIA_CARDS, card, 'information'), 2 ** 20)
    return /^Model:\s*(.+)$/m.exec(text)?.[1]?.trim() ?? null
  } catch {
    return null
  }
}
