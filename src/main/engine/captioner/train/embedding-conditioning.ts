import type { RunConfig } from '../../../../shared/domain'
import type { TaskExample } from './examples'
import { normals, RandomStream } from '../../../base/random'
import type { EmbeddedItem } from './run-inputs'

/** An embedding divided by its Euclidean norm; one of zeros stays as it is. */
export function normalized(embedding: Float32Array): Float32Array {
  const norm = Math.hypot(...embedding)
  return norm === 0 ? embedding : embedding.map((value) => value / norm)
}

/**
 * Embeddings as the run's settings want them, before training: normalised, then those of sentences
 * moved by the mean of the images less the mean of the sentences, both over the train split.
 */
export function conditionItems(
  items: readonly EmbeddedItem[],
  { normalizeEmbeddings, meanShift }: Pick<RunConfig, 'normalizeEmbeddings' | 'meanShift'>
): EmbeddedItem[] {
  const scaled = normalizeEmbeddings
    ? items.map((item) => ({ ...item, embedding: normalized(item.embedding) }))
    : [...items]
  if (!meanShift) return scaled
  const mean = (kind: EmbeddedItem['kind']): number[] | null =>
    meanOf(scaled.filter((item) => item.kind === kind && item.split === 'train'))
  const [images, sentences] = [mean('caption'), mean('pair')]
  if (!images || !sentences) return scaled
  const shift = images.map((value, axis) => value - (sentences[axis] ?? 0))
  return scaled.map((item) =>
    item.kind === 'pair'
      ? { ...item, embedding: item.embedding.map((value, axis) => value + (shift[axis] ?? 0)) }
      : item
  )
}

/**
 * The spread of embeddings: the root of their components' mean variance over all of them. 0 for none.
 */
export function spreadOf(examples: readonly Pick<TaskExample, 'embedding'>[]): number {
  const [first] = examples
  if (!first) return 0
  const mean = meanOf(examples) ?? []
  let squares = 0
  for (const { embedding } of examples) {
    for (let axis = 0; axis < embedding.length; axis++) {
      squares += ((embedding[axis] ?? 0) - (mean[axis] ?? 0)) ** 2
    }
  }
  return Math.sqrt(squares / (examples.length * first.embedding.length))
}

/** A run's settings with all of its sentence noise as a deviation, of the sentences that it trains on. */
export const withNoiseOf = (
  config: RunConfig,
  sentences: readonly Pick<TaskExample, 'embedding'>[]
): RunConfig =>
  config.sentenceNoiseShare === 0
    ? config
    : {
        ...config,
        sentenceNoise: config.sentenceNoise + config.sentenceNoiseShare * spreadOf(sentences)
      }

/** Adds Gaussian noise to the sentence embeddings of a step, drawn from (seed, step, example). */
export function addSentenceNoise(
  batches: readonly TaskExample[][],
  { seed, sentenceNoise }: Pick<RunConfig, 'seed' | 'sentenceNoise'>,
  step: number
): TaskExample[][] {
  if (sentenceNoise === 0) return [...batches]
  const sentences = batches.flat().filter(({ kind }) => kind === 'pair')
  const width = sentences[0]?.embedding.length ?? 0
  const noise = normals(seed, RandomStream.sentenceNoise, step, sentences.length * width)
  let row = 0
  return batches.map((batch) =>
    batch.map((example) => {
      if (example.kind !== 'pair') return example
      const from = width * row++
      const embedding = example.embedding.map(
        (value, axis) => value + sentenceNoise * (noise[from + axis] ?? 0)
      )
      return { ...example, embedding }
    })
  )
}

function meanOf(items: readonly { embedding: Float32Array }[]): number[] | null {
  const [first] = items
  if (!first) return null
  const sum = new Array<number>(first.embedding.length).fill(0)
  for (const { embedding } of items) {
    embedding.forEach((value, axis) => (sum[axis] = (sum[axis] ?? 0) + value))
  }
  return sum.map((value) => value / items.length)
}
