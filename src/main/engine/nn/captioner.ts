import { add, concatTwo, distinctRows, dot, reshape, type Tape, type Value } from '../graph'
import { gptBlocks, gptFinalNorm, gptParameterShapes, type GptShape } from './gpt2'
import { mapEmbeddings, mappingParameterShapes, type MappingShape } from './mapping'
import { scoped, type Parameters, type ParameterShapes } from './parameters'

/** Mapping network and GPT-2 together: what a checkpoint holds. */
export interface CaptionerShape {
  mapping: MappingShape
  gpt: GptShape
}

export const MAPPING_PREFIX = 'clip_project.'
export const GPT_PREFIX = 'gpt.transformer.'

/** All parameters by the names of a ClipCap checkpoint; the tied `gpt.lm_head.weight` is not repeated. */
export function captionerParameterShapes({ mapping, gpt }: CaptionerShape): ParameterShapes {
  const prefixed = (prefix: string, shapes: ParameterShapes): [string, readonly number[]][] =>
    [...shapes].map(([name, shape]) => [prefix + name, shape])
  return new Map([
    ...prefixed(MAPPING_PREFIX, mappingParameterShapes(mapping)),
    ...prefixed(GPT_PREFIX, gptParameterShapes(gpt))
  ])
}

export interface CaptionerDropout {
  mapping: number
  gpt: number
}

/**
 * Axes of a training batch: B captions; C caption columns fed (the longest caption less its last
 * token, at least 1); T = prefix + C positions; R = B·T rows; N = B·C fed tokens; M target tokens;
 * U distinct fed tokens; W distinct targets.
 *
 * Inputs: `embeddings` [B, embedding], `tokens` [N], `tokens.unique` [U], `tokens.sums` [U, N],
 * `positions` [T], `mask` [1, 1, T, T], `rows` [M], `rows.inverse` [R], `targets` [M],
 * `targets.unique` [W], `targets.sums` [W, M], `weights` [M].
 *
 * @returns `nll` [M] in nats, and `loss`, the sum of nll · weights.
 */
export function captionLoss(
  t: Tape,
  p: Parameters,
  shape: CaptionerShape,
  dropout: CaptionerDropout
): { nll: Value; loss: Value } {
  const { mapping, gpt } = shape
  const b = t.builder
  const atGpt = scoped(p, GPT_PREFIX)
  const table = atGpt('wte.weight')

  const embeddings = b.input('embeddings', 'float32', ['B', mapping.embeddingSize])
  const prefix = mapEmbeddings(t, scoped(p, MAPPING_PREFIX), embeddings, dropout.mapping)
  const [tokens] = t.apply(
    'embedding',
    [
      table,
      b.input('tokens', 'int64', ['N']),
      b.input('tokens.unique', 'int64', ['U']),
      b.input('tokens.sums', 'float32', ['U', 'N'])
    ],
    {}
  )
  const sequence = concatTwo(
    t,
    reshape(t, prefix, ['B', mapping.prefixLength, gpt.width]),
    reshape(t, tokens, ['B', 'C', gpt.width]),
    1,
    'T'
  )
  const positions = distinctRows(t, atGpt('wpe.weight'), b.input('positions', 'int64', ['T']))
  const hidden = gptBlocks(
    t,
    atGpt,
    gpt,
    reshape(t, add(t, sequence, positions), ['R', gpt.width]),
    {
      axes: { batch: 'B', length: 'T', rows: 'R' },
      mask: b.input('mask', 'float32', [1, 1, 'T', 'T']),
      dropout: dropout.gpt
    }
  )
  // The output head runs on target positions alone: 50,000-wide rows are dear.
  const [selected] = t.apply(
    'selectRows',
    [hidden, b.input('rows', 'int64', ['M']), b.input('rows.inverse', 'int64', ['R'])],
    {}
  )
  const [nll] = t.apply(
    'tokenNll',
    [
      gptFinalNorm(t, atGpt, gpt, selected),
      table,
      b.input('targets', 'int64', ['M']),
      b.input('targets.unique', 'int64', ['W']),
      b.input('targets.sums', 'float32', ['W', 'M'])
    ],
    {}
  )
  return { nll, loss: dot(t, nll, b.input('weights', 'float32', ['M'])) }
}
