import type { DecodeOptions } from '../../../shared/domain'
import type { DeviceName } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { CaptionerShape } from '../nn/captioner'
import type { Feeds } from '../runtime'
import type { GptTokenizer } from '../text/gpt2-tokenizer'
import { clipcapBeamSearch } from './clipcap-beam'
import { Decoder } from './decoder'
import { greedySearch } from './greedy'
import type { Hypothesis, SearchOptions } from './search'

export interface WrittenCaption {
  text: string
  /** Mean log-probability of its tokens. */
  score: number
  /** Tokens searched, the stop token included. */
  tokens: number
}

/** Embeddings searched together by greedy search. */
const GREEDY_ROWS = 16

/** Writes captions: a search, and the tokenizer that turns its tokens into text. */
export class CaptionWriter {
  private constructor(
    readonly decoder: Decoder,
    readonly tokenizer: GptTokenizer
  ) {}

  static async create(
    shape: CaptionerShape,
    tokenizer: GptTokenizer,
    device: DeviceName
  ): Promise<CaptionWriter> {
    return new CaptionWriter(await Decoder.create(shape, device), tokenizer)
  }

  /** Captions one after the other, in the order of the embeddings. */
  async *write(
    weights: Feeds,
    embeddings: readonly Float32Array[],
    options: DecodeOptions,
    beforeStep: () => Promise<void>
  ): AsyncGenerator<WrittenCaption> {
    const search: SearchOptions = {
      maxTokens: options.maxTokens,
      stopTokens: this.#stopTokens(options.stopText),
      beforeStep
    }
    if (options.method === 'greedy') {
      for (let from = 0; from < embeddings.length; from += GREEDY_ROWS) {
        const rows = embeddings.slice(from, from + GREEDY_ROWS)
        for (const found of await greedySearch(this.decoder, weights, rows, search)) {
          yield this.#word(found)
        }
      }
      return
    }
    for (const embedding of embeddings) {
      const beams = await clipcapBeamSearch(this.decoder, weights, embedding, options.beams, search)
      const [best] = beams
      if (!best) throw new Error('a beam search gives at least one beam')
      yield this.#word(best)
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
