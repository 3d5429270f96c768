import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { readText } from '../../../base/files/regular-file'

const AMD_CARDS = '/sys/class/drm'
const MIB = 2 ** 20

/**
 * Bytes of memory of the first graphics card; null if unknown.
 *
 * @param log The runtime's; on Windows its line for a card has `DxgiVideoMemory=… MB`.
 */
export async function cardMemory(platform: NodeJS.Platform, log: string): Promise<number | null> {
  if (platform === 'win32') return dxgiMemory(log)
  // Apple's cards share the processor's memory.
  if (platform === 'darwin') return totalmem()
  return (await nvidiaMemory()) ?? amdMemory()
}

export function dxgiMemory(log: string): number | null {
  const megabytes = /type:1, metadata: \[.*DxgiVideoMemory=(\d+) MB/.exec(log)?.[1]
  return megabytes ? Number(megabytes) * MIB : null
}

/** By the tool that comes with NVIDIA's driver, in MiB. */
async function nvidiaMemory(): Promise<number | null> {
  try {
    const { stdout } = await promisify(execFile)(
      'nvidia-smi',
      ['--query-gpu=memory.total', '--format=csv,noheader,nounits'],
      { timeout: 10_000 }
    )
    const megabytes = Number.parseInt(stdout, 10)
    return Number.isNaN(megabytes) ? null : megabytes * MIB
  } catch {
    return null
  }
}

/** By the file that AMD's driver has for each card. */
async function amdMemory(): Promise<number | null> {
  const cards = await readdir(AMD_CARDS).catch(() => [])
  for (const card of cards.filter((name) => /^card\d+$/.test(name)).toSorted()) {
    const file = join(AMD_CARDS, card, 'device/mem_info_vram_total')
    const bytes = Number(await readText(file, 2 ** 12).catch(() => Number.NaN))
    if (!Number.isNaN(bytes)) return bytes
  }
  return null
}
