import type { RunConfig } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import type { Example } from '../../nn/batch'
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
  references: string[]
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
 * `train.no-end-row` where the end of every text would be such a token.
 */
export function makeExamples(
  items: readonly EmbeddedItem[],
  tokenizer: GptTokenizer,
  config: RunConfig,
  limits: TokenLimits
): ExampleSets {
  // The last token is only a target, so one more fits than there are positions behind the prefix.
  const longest = Math.min(config.maxCaptionTokens, limits.positions - config.prefixLength + 1)
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
      const { kind, embedding } = item
      sets[item.split][kind].push({ kind, embedding, tokens, ...repeat })
    }
  }
  return { ...sets, images: [...images.val.values()], trainImages: [...images.train.values()] }
}
