import { AppError } from '../../../shared/errors'
import { VECTOR, type Bindings } from '../graph'
import type { GptShape } from '../../../shared/model-specs/gpt2'

const FLOAT = Float32Array.BYTES_PER_ELEMENT

/**
 * In how many shards the output head is taken, so that no tensor of its logits, [M, v/k], is
 * larger than a tensor can be. Throws `train.table-too-large` where the token table itself is.
 *
 * @param largest Axes of which one set or another bounds every batch.
 * @param largestTensor In bytes; null without a limit.
 */
export function headParts(
  { vocabularySize, width }: Pick<GptShape, 'vocabularySize' | 'width'>,
  largest: readonly Bindings[],
  largestTensor: number | null
): number {
  if (largestTensor === null) return 1
  const table = vocabularySize * width * FLOAT
  if (table > largestTensor) {
    throw new AppError('train.table-too-large', {
      megabytes: Math.ceil(table / 1e6),
      most: Math.floor(largestTensor / 1e6)
    })
  }
  const rows = Math.max(1, ...largest.map(({ M = 0 }) => M))
  // As `crossEntropy` cuts them on a card.
  const shard = VECTOR * Math.max(1, Math.floor(largestTensor / (rows * VECTOR * FLOAT)))
  return Math.ceil(vocabularySize / shard)
}
