import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EmbeddingRows, FailedItem } from '../../src/shared/engine-protocol'
import { drawingToJpeg } from '../../src/main/vision/raster'
import type { EngineClient } from '../../src/main/services/engine-client/engine-client'
import { describeInEnglish } from '../../src/main/services/demo/language/english-descriptions'
import { drawImage } from '../../src/main/services/demo/image/draw-scene'
import { Dice } from '../../src/main/services/demo/world/dice'
import { drawScene } from '../../src/main/services/demo/world/scene'

/** Scenes that no model has learned from. */
const SEED = 4321
const COUNT = 200

/**
 * Recall at 1 of a CLIP among 200 fresh scenes with an English description each: the share of
 * images whose nearest sentence, by cosine, is their own.
 *
 * @param work A folder for the images.
 */
export async function measureRecall(
  engine: EngineClient,
  clip: string,
  work: string
): Promise<number> {
  const dice = new Dice(SEED)
  await mkdir(work, { recursive: true })
  const images: { id: number; path: string }[] = []
  const sentences: { id: number; text: string }[] = []
  for (let id = 0; id < COUNT; id++) {
    const scene = drawScene(dice, 'any')
    const path = join(work, `${id}.jpg`)
    sentences.push({ id, text: describeInEnglish(dice, scene) })
    await writeFile(path, await drawingToJpeg(drawImage(dice, scene)))
    images.push({ id, path })
  }
  const seen = new Rows()
  const said = new Rows()
  await engine.run(
    'embedImages',
    { clip, orientation: 'upright', device: 'cpu', images },
    { onEvent: seen.take }
  )
  await engine.run('embedSentences', { clip, device: 'cpu', sentences }, { onEvent: said.take })
  const hits = images.filter(({ id }) => said.nearest(seen.get(id)) === id)
  return hits.length / COUNT
}

/** Embeddings by id, each of length 1. */
class Rows {
  readonly #rows = new Map<number, Float32Array>()

  readonly take = (event: EmbeddingRows | FailedItem): void => {
    if (event.type === 'failed') throw new Error(event.error.message)
    event.ids.forEach((id, row) => {
      const values = event.values.slice(row * event.dim, (row + 1) * event.dim)
      const length = Math.hypot(...values)
      this.#rows.set(
        id,
        values.map((value) => value / length)
      )
    })
  }

  get(id: number): Float32Array {
    return this.#rows.get(id) ?? new Float32Array()
  }

  /** The id whose row is most similar. */
  nearest(query: Float32Array): number {
    let [best, most] = [-1, -Infinity]
    for (const [id, row] of this.#rows) {
      const similar = row.reduce((sum, value, axis) => sum + value * (query[axis] ?? 0), 0)
      if (similar > most) [best, most] = [id, similar]
    }
    return best
  }
}
