import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { runFiles, type FrozenConfig, type TrainingItem } from '../../../shared/engine-protocol'
import { openSafetensors } from '../weights/safetensors'

/** A training item with its embedding. */
export type EmbeddedItem = TrainingItem & { embedding: Float32Array }

/** What a run was frozen with: all that it ever reads. */
export interface RunInputs {
  frozen: FrozenConfig
  items: EmbeddedItem[]
}

/** Reads `inputs/` of a run's folder. */
export async function readRunInputs(runDir: string): Promise<RunInputs> {
  const frozen = await readFrozenConfig(runDir)
  const dim = frozen.clip.embeddingSize
  const file = await openSafetensors(join(runDir, runFiles.embeddings))
  const tables = {
    caption: await file.readFloat32('pictures'),
    pair: await file.readFloat32('sentences')
  }
  const items: EmbeddedItem[] = []
  const lines = createInterface({ input: createReadStream(join(runDir, runFiles.items)) })
  for await (const line of lines) {
    const item = JSON.parse(line) as TrainingItem
    const embedding = tables[item.kind].subarray(item.row * dim, (item.row + 1) * dim)
    items.push({ ...item, embedding })
  }
  return { frozen, items }
}

/** Reads `inputs/config.json` of a run's folder. */
export async function readFrozenConfig(runDir: string): Promise<FrozenConfig> {
  return JSON.parse(await readFile(join(runDir, runFiles.config), 'utf8')) as FrozenConfig
}
