import { add, concatTwo, distinctRows, dot, reshape, type Tape, type Value } from '../graph'
import { gptBlocks, gptFinalNorm, gptParameterShapes, type GptShape } from './gpt2'
import { mapEmbeddings, mappingParameterShapes, type MappingShape } from './mapping'
import { loraAdapter, type LoraSettings } from './lora'
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

/** What of the forward pass is for training alone. */
export interface CaptionerOptions {
  mappingDropout: number
  gptDropout: number
  labelSmoothing: number
  lora: LoraSettings | null
  /** Stretches of the vocabulary that the output head is taken in; by default one. */
  headParts?: number
}

/** The plain forward pass. */
export const plainForward: CaptionerOptions = {
  mappingDropout: 0,
  gptDropout: 0,
  labelSmoothing: 0,
  lora: null
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
 * Axis Q belongs to the transformer mapping network.
 *
 * @returns `nll` [M] in nats, and `loss`, the sum over target tokens of cross entropy · weights.
 */
export function captionLoss(
  t: Tape,
  p: Parameters,
  shape: CaptionerShape,
  options: CaptionerOptions
): { nll: Value; loss: Value } {
  const { mapping, gpt } = shape
  const b = t.builder
  const atGpt = scoped(p, GPT_PREFIX)
  const table = atGpt('wte.weight')

  const embeddings = b.input('embeddings', 'float32', ['B', mapping.embeddingSize])
  const prefix = mapEmbeddings(
    t,
    scoped(p, MAPPING_PREFIX),
    mapping,
    embeddings,
    options.mappingDropout
  )
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
      dropout: options.gptDropout,
      ...(options.lora ? { adapt: loraAdapter(t, p, options.lora) } : {})
    }
  )
  // The output head runs on target positions alone: 50,000-wide rows are dear.
  const [selected] = t.apply(
    'selectRows',
    [hidden, b.input('rows', 'int64', ['M']), b.input('rows.inverse', 'int64', ['R'])],
    {}
  )
  const [tokenLoss, nll] = t.apply(
    'crossEntropy',
    [
      gptFinalNorm(t, atGpt, gpt, selected),
      table,
      b.input('targets', 'int64', ['M']),
      b.input('targets.unique', 'int64', ['W']),
      b.input('targets.sums', 'float32', ['W', 'M'])
    ],
    { smoothing: options.labelSmoothing, parts: options.headParts ?? 1 }
  )
  if (!tokenLoss || !nll) throw new Error('a cross entropy has two results')
  return { nll, loss: dot(t, tokenLoss, b.input('weights', 'float32', ['M'])) }
}
