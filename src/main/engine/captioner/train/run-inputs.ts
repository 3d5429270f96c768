import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { readStoredConfig } from '../../../../shared/domain'
import {
  memoryFiles,
  runFiles,
  type FrozenConfig,
  type TrainingItem
} from '../../../../shared/engine-protocol'
import { readBytes, readText } from '../../../base/files/regular-file'
import { Count, Layers } from '../../formats/hugging-face/config-fields'
import { readJson } from '../../formats/weights/json-file'

/** Bytes of a run's texts, which become one string, and of its embeddings. */
const MAX_TEXT_BYTES = 2 ** 29
const MAX_BYTES = 2 ** 40

/** A training item with its embedding, and its prompt where the run has prompts. */
export type EmbeddedItem = TrainingItem & { embedding: Float32Array; prompt?: readonly number[] }

/** What a run was frozen with: all that it ever reads. */
export interface RunInputs {
  frozen: FrozenConfig
  items: EmbeddedItem[]
}

/** Reads `inputs/` of a run's folder. */
export async function readRunInputs(runDir: string): Promise<RunInputs> {
  const frozen = await readFrozenConfig(runDir)
  return {
    frozen,
    items: await readItems(dirname(join(runDir, runFiles.items)), frozen.clip.embeddingSize)
  }
}

/** Reads texts and their embeddings, `memoryFiles` of the folder `dir`; those without one are left out. */
export async function readItems(dir: string, dim: number): Promise<EmbeddedItem[]> {
  const tables = {
    caption: await readFloats(join(dir, memoryFiles.images)),
    pair: await readFloats(join(dir, memoryFiles.sentences))
  }
  const items: EmbeddedItem[] = []
  // Not by readline: it breaks lines at U+2028 too, which stands unescaped in the text of an item.
  const lines = (await readText(join(dir, memoryFiles.items), MAX_TEXT_BYTES)).split('\n')
  for (const line of lines.filter((text) => text !== '')) {
    const item = JSON.parse(line) as TrainingItem
    if (item.row === null) continue
    const embedding = tables[item.kind].subarray(item.row * dim, (item.row + 1) * dim)
    items.push({ ...item, embedding })
  }
  return items
}

/** The sizes that a network is built by; a run's folder may come from anywhere. */
const Sizes = v.looseObject({
  clip: v.looseObject({ embeddingSize: Count }),
  config: v.looseObject({
    mapping: v.picklist(['mlp', 'transformer']),
    prefixLength: Count,
    clipLength: v.nullish(Count),
    mappingLayers: v.nullish(Layers)
  })
})

/** Reads `inputs/config.json` of a run's folder. Throws `model.file-missing` or `model.bad-file`. */
export async function readFrozenConfig(runDir: string): Promise<FrozenConfig> {
  const frozen = await readJson(runDir, runFiles.config, Sizes)
  return { ...frozen, config: readStoredConfig(frozen.config) } as unknown as FrozenConfig
}

async function readFloats(path: string): Promise<Float32Array> {
  const bytes = await readBytes(path, MAX_BYTES)
  const values = new Float32Array(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT)
  new Uint8Array(values.buffer).set(bytes)
  return values
}
