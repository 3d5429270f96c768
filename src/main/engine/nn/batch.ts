import type { MappingShape } from '../../../shared/model-specs/mapping'
import type { Bindings } from '../graph'
import { mappingBindings } from './mapping'
import type { CaptionInputs } from './captioner'
import { lookUpFeeds, type FeedsOf } from './inputs'
import type { NetworkBatch } from './network'
import { floats, integers, type FloatTensor } from '../tensor/tensor'

/** One thing to learn: an embedding, and the tokens that it should give. */
export interface Example {
  /** CLIP embedding of the image or of the English sentence. */
  embedding: Float32Array
  /** Target tokens, at least one. */
  tokens: readonly number[]
  /** Tokens between the prefix and the target tokens, as many in all examples; by default none. */
  prompt?: readonly number[]
  /**
   * What the sum of its tokens' losses is multiplied by. Where an example has one, the batch's loss is
   * the mean of such sums over the examples, and not the mean over all target tokens.
   */
  factor?: number
}

/** A batch as the graph of `captionLoss` takes it. */
export interface Batch extends NetworkBatch {
  feeds: FeedsOf<CaptionInputs>
  /** For each target token the number of its example in the batch, [M]. */
  owners: number[]
}

/** What comes before the target tokens of an example. */
interface Before {
  prefixLength: number
  promptLength: number
}

/** Tokens of the prompts of some examples. */
const promptLengthIn = ([first]: readonly Pick<Example, 'prompt'>[]): number =>
  first?.prompt?.length ?? 0

/**
 * Axes of a batch of `size` examples of which the longest has `longest` tokens; those of its tokens,
 * M, U and W, are what they can be at most.
 */
function batchAxes(size: number, longest: number, { prefixLength, promptLength }: Before) {
  // The last token of a caption is only a target, so it takes no column; one column is kept at least.
  const columns = Math.max(1, promptLength + longest - 1)
  const length = prefixLength + columns
  const [fed, targets] = [size * columns, size * longest]
  return {
    B: size,
    C: columns,
    T: length,
    R: size * length,
    N: fed,
    U: fed,
    M: targets,
    W: targets
  }
}

/** Axes of which one set or another bounds every batch of a run, for memory that is made once. */
export function boundingAxes(
  examples: readonly Example[],
  {
    batchSize,
    batchTokens,
    prefixLength
  }: { batchSize: number; batchTokens: number; prefixLength: number }
): Bindings[] {
  const lengths = [...new Set(examples.map(({ tokens }) => tokens.length))]
  const before = { prefixLength, promptLength: promptLengthIn(examples) }
  if (batchTokens === 0) return [batchAxes(batchSize, Math.max(0, ...lengths), before)]
  return lengths.map((longest) =>
    batchAxes(Math.max(1, Math.floor(batchTokens / longest)), longest, before)
  )
}

/** Scores of positions that may not be looked at; exp of it is 0 in float32. */
export const MASKED = -1e9

/**
 * Lays out a batch, padded on the right to its own longest caption. Attention is causal, so padding
 * changes nothing before it; it is never a target. A prompt is fed as the tokens before the caption's own.
 */
export function layOutBatch(examples: readonly Example[], mapping: MappingShape): Batch {
  const { prefixLength } = mapping
  const size = examples.length
  const embeddingSize = examples[0]?.embedding.length ?? 0
  const longest = examples.reduce((most, { tokens }) => Math.max(most, tokens.length), 0)
  const promptLength = promptLengthIn(examples)
  const axes = batchAxes(size, longest, { prefixLength, promptLength })
  const { C: columns, T: length } = axes

  const embeddings = new Float32Array(size * embeddingSize)
  const tokens = new Array<number>(size * columns).fill(0)
  const rows: number[] = []
  const targets: number[] = []
  const owners: number[] = []
  examples.forEach((example, index) => {
    embeddings.set(example.embedding, index * embeddingSize)
    const { prompt = [] } = example
    if (prompt.length !== promptLength) throw new RangeError('prompts must be of one length')
    prompt.forEach((token, position) => (tokens[index * columns + position] = token))
    const first = index * columns + promptLength
    example.tokens.forEach((token, position) => {
      rows.push(index * length + prefixLength + promptLength - 1 + position)
      targets.push(token)
      owners.push(index)
      if (position + 1 < example.tokens.length) tokens[first + position] = token
    })
  })
  const fed = lookUpFeeds('tokens', tokens)
  const aimed = lookUpFeeds('targets', targets)
  const bySums = examples.some(({ factor }) => factor !== undefined)
  return {
    feeds: {
      embeddings: floats(embeddings, [size, embeddingSize]),
      ...fed.feeds,
      positions: integers(Array.from({ length }, (_, position) => position)),
      mask: causalMask(length, 0),
      rows: integers(rows),
      'rows.inverse': integers(inverse(rows, size * length)),
      ...aimed.feeds,
      weights: floats(new Float32Array(targets.length).fill(1 / targets.length), [targets.length])
    },
    bindings: {
      ...axes,
      ...mappingBindings(mapping, size),
      M: targets.length,
      U: fed.unique,
      W: aimed.unique
    },
    targets: bySums ? size : targets.length,
    ...(bySums && {
      factors: Float32Array.from(owners, (owner) => examples[owner]?.factor ?? 1)
    }),
    owners
  }
}

/**
 * 0 where a position may look and a very negative number elsewhere.
 *
 * @param length New positions, which come after `past` earlier ones.
 * @returns [1, 1, length, past + length], float32.
 */
export function causalMask(length: number, past: number): FloatTensor {
  const seen = past + length
  const mask = new Float32Array(length * seen)
  for (let row = 0; row < length; row++)
    mask.fill(MASKED, row * seen + past + row + 1, (row + 1) * seen)
  return floats(mask, [1, 1, length, seen])
}

/** For each of `count` rows its place in `rows`, or `rows.length` if it is not there. */
function inverse(rows: readonly number[], count: number): number[] {
  const places = new Array<number>(count).fill(rows.length)
  rows.forEach((row, place) => {
    places[row] = place
  })
  return places
}
