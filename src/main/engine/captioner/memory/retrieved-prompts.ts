import type { Retrieval } from '../../../../shared/model-specs/retrieval'
import type { GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import type { EmbeddedItem } from '../train/run-inputs'
import { NearestImages, type NearImage } from './nearest-images'

/** What a prompt is wanted for. */
export interface PromptQuery {
  /** Of the image or sentence, as the encoder gives it. */
  embedding: Float32Array
  /** Of a sentence pair, what it is to be answered with: no image with this caption is taken. */
  text?: string
}

/** An image with its captions, the first as tokens. */
interface RememberedImage {
  texts: string[]
  tokens: readonly number[]
  embedding: Float32Array
}

/** Cosines of one embedding with itself differ from 1 by less. */
const ROUNDING = 1e-6

/**
 * Prompts made of the captions of the nearest training images (SmallCap; Ramos et al., 2023): the first
 * captions of the k images with the highest cosine, the nearest last, a line each. A prompt is always
 * `retrievedTokens` long: what is longer loses its beginning, what is shorter is filled up with line
 * breaks before it.
 *
 * An image never sees its own captions. Images at least as alike as `retrievedMaxSimilarity` count as
 * itself: they are left out, and so is each image with a caption that one of them has too. The rule
 * asks for no name or number, so that an image has the same prompt in training and in captioning.
 */
export class RetrievedPrompts {
  private constructor(
    readonly images: readonly RememberedImage[],
    readonly nearest: NearestImages,
    readonly retrieval: Retrieval,
    readonly lineBreak: readonly number[]
  ) {}

  /**
   * @param items What a captioner was trained on: see `readMemory`.
   * @param rows Of the token table: tokens without one are left out.
   * @returns Null where there are no captions of images.
   */
  static async of(
    items: readonly EmbeddedItem[],
    { tokenizer, rows }: { tokenizer: GptTokenizer; rows: number },
    retrieval: Retrieval
  ): Promise<RetrievedPrompts | null> {
    const encode = (text: string): number[] => tokenizer.encode(text).filter((id) => id < rows)
    const images = new Map<number, RememberedImage>()
    for (const item of items) {
      if (item.kind !== 'caption') continue
      const { imageId, text, embedding } = item
      const known = images.get(imageId)
      if (known) known.texts.push(text)
      else images.set(imageId, { texts: [text], tokens: encode(text), embedding })
    }
    if (images.size === 0) return null
    const remembered = [...images.values()]
    const nearest = await NearestImages.of(remembered.map(({ embedding }) => embedding))
    return new RetrievedPrompts(remembered, nearest, retrieval, encode('\n'))
  }

  /**
   * The prompt of each query, [retrievedTokens] token ids.
   *
   * @param beforeBatch Called before each batch of queries; may throw to give up.
   */
  of(
    queries: readonly PromptQuery[],
    beforeBatch: () => Promise<void> = () => Promise.resolve()
  ): Promise<number[][]> {
    const embeddings = queries.map(({ embedding }) => embedding)
    const answer = (ranked: readonly NearImage[], place: number, all: boolean) => {
      const places = this.#chosen(ranked, queries[place]?.text)
      return places.length < this.retrieval.retrievedCaptions && !all ? null : this.#prompt(places)
    }
    return this.nearest.ask(embeddings, answer, beforeBatch)
  }

  close(): Promise<void> {
    return this.nearest.close()
  }

  /** Places of the images whose captions are taken, first the nearest. */
  #chosen(ranked: readonly NearImage[], text: string | undefined): number[] {
    const { retrievedCaptions, retrievedMaxSimilarity } = this.retrieval
    const textsOf = ({ place }: NearImage): readonly string[] => this.images[place]?.texts ?? []
    const same = ranked.filter(({ cosine }) => cosine >= retrievedMaxSimilarity - ROUNDING)
    const own = new Set([...same.flatMap(textsOf), ...(text === undefined ? [] : [text])])
    return ranked
      .filter((one) => !textsOf(one).some((other) => own.has(other)))
      .slice(0, retrievedCaptions)
      .map(({ place }) => place)
  }

  #prompt(places: readonly number[]): number[] {
    const { retrievedTokens: length } = this.retrieval
    const tokens = places
      .toReversed()
      .flatMap((place) => [...(this.images[place]?.tokens ?? []), ...this.lineBreak])
      .slice(-length)
    const filling = this.lineBreak.at(-1) ?? 0
    return [...new Array<number>(length - tokens.length).fill(filling), ...tokens]
  }
}
