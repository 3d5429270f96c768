import { stopTextOf } from '../../../../shared/decode-settings'
import type { DecodeOptions } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { chooseCaptions, type ChoiceParts } from './choose-captions'
import { runSearches } from './run-searches'
import type { StepDecoder } from './step-decoder'
import { pathsOf, searchStarter } from './searches'
import { stopTextTokens } from './stop-tokens'

export interface WrittenCaption {
  text: string
  /** By which the search ranks: see `Hypothesis`. */
  score: number
  /** Tokens searched, the stop token included. */
  tokens: number
  /** Whether it ended with a stop token rather than at the longest length. */
  stopped: boolean
}

/** Paths that go through the network together: enough to use it well, few enough for their cache. */
const ROWS = 128
/** Images searched together at most; those that finish early leave the others little. */
const IMAGES = 32

/** Writes captions: a search, and the tokenizer that turns its tokens into text. */
export class CaptionWriter {
  /**
   * @param trained Whether the training captions end with end-of-text, which decides where a caption
   *   ends unless the options say it.
   * @param parts What a choice among the captions found goes by.
   */
  constructor(
    readonly tokenizer: GptTokenizer,
    readonly trained: { endOfText: boolean },
    readonly parts: ChoiceParts = {}
  ) {}

  /**
   * Captions one after the other, in the order of the embeddings.
   *
   * @param decoder A captioner, or an ensemble, that has these tokens.
   * @param numbers Numbers of the images, from which sampling draws; by default their places.
   */
  async *write(
    decoder: StepDecoder,
    embeddings: readonly Float32Array[],
    options: DecodeOptions,
    beforeStep: () => Promise<void>,
    numbers: readonly number[] = [...embeddings.keys()]
  ): AsyncGenerator<WrittenCaption> {
    const stops = this.stopTokens(options)
    const start = searchStarter(options, stops, decoder.room)
    const paths = pathsOf(options)
    const together = Math.min(IMAGES, Math.max(1, Math.floor(ROWS / paths)))
    for (let from = 0; from < embeddings.length; from += together) {
      const found = await runSearches(
        decoder,
        numbers.slice(from, from + together).map(start),
        embeddings.slice(from, from + together),
        beforeStep
      )
      const candidates = found.map((some) =>
        some.map((one) => ({ ...one, text: this.text(one.tokens) }))
      )
      const some = embeddings.slice(from, from + together)
      const places = await chooseCaptions(candidates, some, options, this.parts)
      for (const [image, place] of places.entries()) {
        const chosen = candidates[image]?.[place]
        if (!chosen) throw new Error('a search found nothing')
        const { text, score, tokens, stopped } = chosen
        yield { text, score, tokens: tokens.length, stopped }
      }
    }
  }

  /** The first line of the text, as the recipe takes it. */
  text(tokens: readonly number[]): string {
    const [line = ''] = this.tokenizer.decode(tokens, { skipSpecial: true }).split('\n')
    return line.trim().normalize('NFC')
  }

  /** The stop text as a token, with and without the space before it, and end-of-text. */
  stopTokens(options: Pick<DecodeOptions, 'stopText'>): Set<number> {
    const stopText = stopTextOf(options, this.trained)
    const ids = stopTextTokens(this.tokenizer, stopText)
    if (stopText !== '' && ids.length === 0) {
      throw new AppError('decode.stop-text', { text: stopText })
    }
    return new Set([...ids, this.tokenizer.endOfTextId])
  }
}
