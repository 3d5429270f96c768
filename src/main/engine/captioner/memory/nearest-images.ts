import { GraphBuilder, writeModel } from '../../graph'
import { openSession, type GraphSession } from '../../runtime/session'
import { floatData, floats } from '../../tensor/tensor'
import { Best } from '../decode/log-probabilities'
import { normalized } from '../train/embedding-conditioning'

/** An image by its place, and the cosine between its embedding and another one. */
export interface NearImage {
  place: number
  cosine: number
}

/** Cosines that are computed at a time. */
const CELLS = 2 ** 22

/**
 * Ranks images by the cosine between their embeddings and others, ties by place. The product finds
 * candidates; their order is that of cosines in float64, which no batch and no device changes.
 */
export class NearestImages {
  private constructor(
    readonly units: readonly Float32Array[],
    readonly session: GraphSession
  ) {}

  /** @param embeddings Of the images, each [embeddingSize]; at least one. */
  static async of(embeddings: readonly Float32Array[]): Promise<NearestImages> {
    const units = embeddings.map(normalized)
    const [count, dim] = [units.length, units[0]?.length ?? 0]
    const b = new GraphBuilder('float32', 'cpu')
    const rows = b.weight('images', [count, dim])
    b.output('cosines', b.gemm(b.input('queries', 'float32', ['B', dim]), rows, { transB: true }))
    const weights = { images: stacked(units) }
    return new NearestImages(units, await openSession(writeModel(b), 'cpu', { weights }))
  }

  /**
   * Answers for each embedding by its ranking.
   *
   * @param answer Is given ever more of the nearest images, first the nearest, until it is not null;
   *   `all` says that there are no more.
   * @param beforeBatch Called before each product; may throw to give up.
   */
  async ask<Answer>(
    embeddings: readonly Float32Array[],
    answer: (ranked: readonly NearImage[], place: number, all: boolean) => Answer | null,
    beforeBatch: () => Promise<void>
  ): Promise<Answer[]> {
    const count = this.units.length
    const together = Math.max(1, Math.floor(CELLS / count))
    const answers: Answer[] = []
    for (let from = 0; from < embeddings.length; from += together) {
      await beforeBatch()
      const queries = embeddings.slice(from, from + together).map(normalized)
      const outputs = await this.session.run({ queries: stacked(queries) }, { B: queries.length })
      const cosines = floatData(outputs['cosines'])
      for (const [row, query] of queries.entries()) {
        const own = cosines.subarray(row * count, (row + 1) * count)
        answers.push(this.#answer(query, own, (ranked, all) => answer(ranked, from + row, all)))
      }
    }
    return answers
  }

  close(): Promise<void> {
    return this.session.release()
  }

  #answer<Answer>(
    query: Float32Array,
    cosines: Float32Array,
    answer: (ranked: readonly NearImage[], all: boolean) => Answer | null
  ): Answer {
    for (let size = 64; ; size *= 4) {
      const best = new Best(Math.min(size, cosines.length))
      best.offerAll(cosines)
      const ranked = best.ranked
        .map(({ index }) => ({ place: index, cosine: dot(query, this.units[index] ?? query) }))
        .sort((a, b) => b.cosine - a.cosine || a.place - b.place)
      const all = size >= cosines.length
      const found = answer(ranked, all)
      if (found !== null) return found
      if (all) throw new Error('all images are known and give no answer')
    }
  }
}

/** Of vectors of length 1, in float64. */
function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let axis = 0; axis < a.length; axis++) sum += (a[axis] ?? 0) * (b[axis] ?? 0)
  return sum
}

function stacked(vectors: readonly Float32Array[]) {
  const dim = vectors[0]?.length ?? 0
  const values = new Float32Array(vectors.length * dim)
  vectors.forEach((vector, row) => values.set(vector, row * dim))
  return floats(values, [vectors.length, dim])
}
