import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GptDetails } from '../../../shared/domain'
import {
  runFiles,
  type DeviceChoice,
  type FrozenConfig,
  type TrainingItem
} from '../../../shared/engine-protocol'
import type { EngineClient } from '../engine-client/engine-client'
import { memoryOnDevice, type MemoryPlan } from './memory-plan'

/** What a run needs by its frozen folder alone; null where the chosen device does not work here. */
export async function planBundleMemory(
  { engine, device }: { engine: EngineClient; device: DeviceChoice },
  runDir: string
): Promise<MemoryPlan | null> {
  const text = await readFile(join(runDir, runFiles.config), 'utf8')
  const { config, clip } = JSON.parse(text) as FrozenConfig
  const { details } = await engine.run('checkModel', { path: join(runDir, runFiles.gpt) })
  // Freezing puts a GPT-2 there and nothing else.
  const gpt = details as GptDetails
  const longest = longestText(await readFile(join(runDir, runFiles.items), 'utf8'))
  return memoryOnDevice({ engine, device }, config, { clip, gpt, longest })
}

/** Characters of the longest text to train on, of items one a line. */
function longestText(lines: string): number {
  let longest = 0
  for (const line of lines.split('\n')) {
    if (line === '') continue
    const { split, text } = JSON.parse(line) as TrainingItem
    if (split === 'train') longest = Math.max(longest, text.length)
  }
  return longest
}
