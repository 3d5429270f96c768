import { join } from 'node:path'
import type { GptDetails } from '../../../shared/domain'
import {
  runFiles,
  type DeviceChoice,
  type FrozenConfig,
  type TrainingItem
} from '../../../shared/engine-protocol'
import { readText, readTextPieces } from '../../base/files/regular-file'
import type { EngineClient } from '../engine-client/engine-client'
import { memoryOnDevice, type MemoryPlan } from './memory-plan'

/** Bytes that a run's configuration may have. */
const MAX_CONFIG_BYTES = 2 ** 26

/** What a run needs by its frozen folder alone; null where the chosen device does not work here. */
export async function planBundleMemory(
  { engine, device }: { engine: EngineClient; device: DeviceChoice },
  runDir: string
): Promise<MemoryPlan | null> {
  const text = await readText(join(runDir, runFiles.config), MAX_CONFIG_BYTES)
  const { config, clip } = JSON.parse(text) as FrozenConfig
  const { details } = await engine.run('checkModel', { path: join(runDir, runFiles.gpt) })
  // Freezing puts a GPT-2 there and nothing else.
  const gpt = details as GptDetails
  const longest = await longestText(join(runDir, runFiles.items))
  return memoryOnDevice({ engine, device }, config, { clip, gpt, longest })
}

/** Characters of the longest text to train on, of items one per line. */
async function longestText(path: string): Promise<number> {
  let longest = 0
  let rest = ''
  for await (const piece of readTextPieces(path)) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') continue
      const { split, text } = JSON.parse(line) as TrainingItem
      if (split === 'train') longest = Math.max(longest, text.length)
    }
  }
  return longest
}
