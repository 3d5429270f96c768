import {
  GPT_PREFIX,
  MAPPING_PREFIX,
  type CaptionerShape
} from '../../../shared/model-specs/captioner'
import type { LoraSettings } from '../../../shared/model-specs/lora'
import type { MappingShape } from '../../../shared/model-specs/mapping'
import { add, concatTwo, distinctRows, dot, reshape, type Tape, type Value } from '../graph'
import { gptBlocks, gptFinalNorm } from './gpt2'
import { mapEmbeddings } from './mapping'
import { float, inputValues, integer, lookUp, lookUpValues } from './inputs'
import { loraAdapter } from './lora'
import { scoped, type Parameters } from './parameters'

/** What of the forward pass is for training alone. */
export interface CaptionerOptions {
  mappingDropout: number
  gptDropout: number
  labelSmoothing: number
  lora: LoraSettings | null
  /** Shards of the vocabulary that the output head is taken in; by default one. */
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
 * What a captioner reads of a training batch. Axes: B captions; C columns of tokens fed (the prompt
 * and the longest caption less its last token, at least 1); T = prefix + C positions; R = B·T rows; N = B·C fed tokens; M target tokens;
 * U distinct fed tokens; W distinct targets. Axis Q belongs to the transformer mapping network.
 */
export const captionInputs = ({ embeddingSize }: Pick<MappingShape, 'embeddingSize'>) => ({
  embeddings: float('B', embeddingSize),
  ...lookUp('tokens', 'N', 'U'),
  positions: integer('T'),
  /** 0 where a position may look. */
  mask: float(1, 1, 'T', 'T'),
  /** Where the target tokens' predictions stand, and for each row its place there. */
  rows: integer('M'),
  'rows.inverse': integer('R'),
  ...lookUp('targets', 'M', 'W'),
  weights: float('M')
})
export type CaptionInputs = ReturnType<typeof captionInputs>

/**
 * The loss of a captioner, from `captionInputs`.
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
  const inputs = inputValues(t.builder, captionInputs(mapping))
  const atGpt = scoped(p, GPT_PREFIX)
  const table = atGpt('wte.weight')

  const prefix = mapEmbeddings(
    t,
    scoped(p, MAPPING_PREFIX),
    mapping,
    inputs.embeddings,
    options.mappingDropout
  )
  const [tokens] = t.apply('embedding', [table, ...lookUpValues(inputs, 'tokens')], {})
  const sequence = concatTwo(
    t,
    reshape(t, prefix, ['B', mapping.prefixLength, gpt.width]),
    reshape(t, tokens, ['B', 'C', gpt.width]),
    1,
    'T'
  )
  const positions = distinctRows(t, atGpt('wpe.weight'), inputs.positions)
  const hidden = gptBlocks(
    t,
    atGpt,
    gpt,
    reshape(t, add(t, sequence, positions), ['R', gpt.width]),
    {
      axes: { batch: 'B', length: 'T', rows: 'R' },
      mask: inputs.mask,
      dropout: options.gptDropout,
      ...(options.lora ? { adapt: loraAdapter(t, p, options.lora) } : {})
    }
  )
  // The output head runs on target positions alone: 50,000-wide rows are dear.
  const [selected] = t.apply('selectRows', [hidden, inputs.rows, inputs['rows.inverse']], {})
  const [tokenLoss, nll] = t.apply(
    'crossEntropy',
    [gptFinalNorm(t, atGpt, gpt, selected), table, ...lookUpValues(inputs, 'targets')],
    { smoothing: options.labelSmoothing, parts: options.headParts ?? 1 }
  )
  if (!tokenLoss || !nll) throw new Error('a cross entropy has two results')
  return { nll, loss: dot(t, tokenLoss, inputs.weights) }
}
