import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runFiles, type FrozenConfig, type TrainingItem } from '../../../shared/engine-protocol'

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
  const tables = {
    caption: await readFloats(join(runDir, runFiles.pictures)),
    pair: await readFloats(join(runDir, runFiles.sentences))
  }
  const items: EmbeddedItem[] = []
  // Not by readline: it breaks lines at U+2028 too, which stands unescaped in the text of an item.
  const lines = (await readFile(join(runDir, runFiles.items), 'utf8')).split('\n')
  for (const line of lines.filter((text) => text !== '')) {
    const item = JSON.parse(line) as TrainingItem
    if (item.row === null) continue
    const embedding = tables[item.kind].subarray(item.row * dim, (item.row + 1) * dim)
    items.push({ ...item, embedding })
  }
  return { frozen, items }
}

/** Reads `inputs/config.json` of a run's folder. */
export async function readFrozenConfig(runDir: string): Promise<FrozenConfig> {
  return JSON.parse(await readFile(join(runDir, runFiles.config), 'utf8')) as FrozenConfig
}

async function readFloats(path: string): Promise<Float32Array> {
  const bytes = await readFile(path)
  const values = new Float32Array(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT)
  new Uint8Array(values.buffer).set(bytes)
  return values
}
