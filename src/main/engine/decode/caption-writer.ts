import type { DecodeOptions } from '../../../shared/domain'
import type { DeviceName } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { CaptionerShape } from '../nn/captioner'
import type { MixedFeeds } from '../runtime'
import type { GptTokenizer } from '../text/gpt2-tokenizer'
import { Decoder } from './decoder'
import { runSearches } from './run-searches'
import type { Hypothesis } from './search'
import { searchStarter } from './searches'

export interface WrittenCaption {
  text: string
  /** By which the search ranks: see `Hypothesis`. */
  score: number
  /** Tokens searched, the stop token included. */
  tokens: number
}

/** Paths that go through the network together: enough to use it well, few enough for their cache. */
const ROWS = 128
/** Pictures searched together at most; those that finish early leave the others little. */
const PICTURES = 32

/** Writes captions: a search, and the tokenizer that turns its tokens into text. */
export class CaptionWriter {
  private constructor(
    readonly decoder: Decoder,
    readonly tokenizer: GptTokenizer
  ) {}

  /** @param options See `Decoder.create`. */
  static async create(
    shape: CaptionerShape,
    tokenizer: GptTokenizer,
    device: DeviceName,
    options: { steady?: boolean } = {}
  ): Promise<CaptionWriter> {
    return new CaptionWriter(await Decoder.create(shape, device, options), tokenizer)
  }

  /**
   * Captions one after the other, in the order of the embeddings.
   *
   * @param numbers Numbers of the pictures, from which sampling draws; by default their places.
   */
  async *write(
    weights: MixedFeeds,
    embeddings: readonly Float32Array[],
    options: DecodeOptions,
    beforeStep: () => Promise<void>,
    numbers: readonly number[] = [...embeddings.keys()]
  ): AsyncGenerator<WrittenCaption> {
    const start = searchStarter(options, this.#stopTokens(options.stopText), this.decoder.room)
    const paths = options.method === 'greedy' || options.method === 'nucleus' ? 1 : options.beams
    const together = Math.min(PICTURES, Math.max(1, Math.floor(ROWS / paths)))
    for (let from = 0; from < embeddings.length; from += together) {
      const found = await runSearches(
        this.decoder,
        weights,
        numbers.slice(from, from + together).map(start),
        embeddings.slice(from, from + together),
        beforeStep
      )
      for (const [best] of found) {
        if (!best) throw new Error('a search found nothing')
        yield this.#word(best)
      }
    }
  }

  release(): Promise<void> {
    return this.decoder.release()
  }

  /** The first line of the text, as the recipe takes it. */
  #word({ tokens, score }: Hypothesis): WrittenCaption {
    const text = this.tokenizer.decode(tokens, { skipSpecial: true })
    const [line = ''] = text.split('\n')
    return { text: line.trim().normalize('NFC'), score, tokens: tokens.length }
  }

  /** The stop text as a token, with and without the space before it, and end-of-text. */
  #stopTokens(stopText: string): Set<number> {
    const ids = [stopText, ` ${stopText}`].flatMap((text) => this.tokenizer.tokenId(text) ?? [])
    if (stopText !== '' && ids.length === 0) {
      throw new AppError('decode.stop-text', { text: stopText })
    }
    return new Set([...(stopText === '' ? [] : ids), this.tokenizer.endOfTextId])
  }
}
