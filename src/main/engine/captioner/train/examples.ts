import type { RunConfig } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { promptLengthOf } from '../../../../shared/model-specs/retrieval'
import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import type { Example } from '../../nn/batch'
import type { PromptsOf } from '../decode/step-decoder'
import type { EmbeddedItem } from './run-inputs'

/** An example and which task it belongs to. */
export interface TaskExample extends Example {
  kind: 'caption' | 'pair'
  /** Of a pair whose source is repeated otherwise than the rest: how often an epoch has it. */
  repeat?: number
}

/** An image with all its captions. */
export interface CaptionedImage {
  imageId: number
  imageName: string
  embedding: Float32Array
  prompt?: readonly number[]
  references: string[]
}

/** The prompts of images by their embeddings; none where the run has no prompts. */
export function knownPrompts(images: readonly CaptionedImage[]): PromptsOf {
  const known = new Map(images.map(({ embedding, prompt }) => [embedding, prompt]))
  return (embeddings) => embeddings.flatMap((one) => [known.get(one) ?? []])
}

export interface ExampleSets {
  train: Record<'caption' | 'pair', TaskExample[]>
  val: Record<'caption' | 'pair', TaskExample[]>
  /** Of the validation split. */
  images: CaptionedImage[]
  /** Of the train split. */
  trainImages: CaptionedImage[]
  /** Texts left out, by reason. */
  dropped: Record<string, number>
}

/** Tokens that a prompt must leave for the caption. */
const LEAST_ROOM = 16

export interface TokenLimits {
  /** Rows of the GPT-2's embedding table. */
  vocabularySize: number
  /** Those that its texts may use, where a row was added for the end of text; else all. */
  ownRows?: number
  /** Rows of its position table. */
  positions: number
}

/**
 * Tokenises the items of a run. A text with a token outside the embedding table is left out (the
 * tokenizer may know more tokens than the model has rows), and so is one without any token. Throws
 * `train.no-end-row` where the end of every text would be such a token, and `train.prompt-too-long`
 * where prompts leave no room for captions.
 */
export function makeExamples(
  items: readonly EmbeddedItem[],
  tokenizer: GptTokenizer,
  config: RunConfig,
  limits: TokenLimits
): ExampleSets {
  const longest = longestOf(config, limits.positions)
  const { endOfTextId } = tokenizer
  const textRows = limits.ownRows ?? limits.vocabularySize
  if (config.endOfText && endOfTextId >= limits.vocabularySize) {
    throw new AppError('train.no-end-row', { token: endOfTextId, rows: limits.vocabularySize })
  }
  const end = config.endOfText ? [endOfTextId] : []
  // It has a row, by now, even where the GPT-2's own table had none.
  const [endRow] = end
  const sets: ExampleSets = {
    train: { caption: [], pair: [] },
    val: { caption: [], pair: [] },
    images: [],
    trainImages: [],
    dropped: {}
  }
  const images = {
    train: new Map<number, CaptionedImage>(),
    val: new Map<number, CaptionedImage>()
  }
  const drop = (reason: string): void => {
    sets.dropped[reason] = (sets.dropped[reason] ?? 0) + 1
  }
  for (const item of items) {
    if (item.kind === 'caption') {
      const of = images[item.split]
      const known = of.get(item.imageId)
      if (known) known.references.push(item.text)
      else of.set(item.imageId, { ...item, references: [item.text] })
    }
    const tokens = [...tokenizer.encode(item.text), ...end].slice(0, longest)
    if (tokens.length === 0) drop('text-empty')
    else if (tokens.some((token) => token >= textRows && token !== endRow)) {
      drop('token-outside-table')
    } else {
      const repeat =
        item.kind === 'pair' && item.repeat !== undefined ? { repeat: item.repeat } : {}
      const { kind, embedding, prompt } = item
      sets[item.split][kind].push({ kind, embedding, tokens, ...repeat, ...(prompt && { prompt }) })
    }
  }
  return { ...sets, images: [...images.val.values()], trainImages: [...images.train.values()] }
}

/** Most tokens of a text. The last one is only a target, so one more fits than there are positions. */
function longestOf(config: RunConfig, positions: number): number {
  const { prefixLength, maxCaptionTokens, retrievedTokens } = config
  const promptLength = promptLengthOf(config)
  const room = positions - prefixLength - promptLength + 1
  if (promptLength > 0 && room < LEAST_ROOM) {
    throw new AppError('train.prompt-too-long', {
      tokens: retrievedTokens,
      most: Math.max(0, positions - prefixLength + 1 - LEAST_ROOM),
      positions
    })
  }
  return Math.min(maxCaptionTokens, room)
}
