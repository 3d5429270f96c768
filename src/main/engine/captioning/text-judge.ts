import type { DeviceName, PictureToCaption } from '../../../shared/engine-protocol'
import type { Captioner } from '../captioner/open-captioner'
import { HeldWeights } from '../devices/held-weights'
import { probeDevice } from '../devices/probe-device'
import type { HostTensor } from '../tensor'
import { boundingAxes, type Example } from '../train/batch'
import { headParts } from '../train/head-parts'
import { LossEvaluator } from '../train/validation'

/** Texts judged in one go. */
const BATCH = 32

/** Tells how likely a captioner finds what people wrote of the pictures that it is shown. */
export class TextJudge {
  readonly #texts = new Map<number, readonly string[]>()
  readonly #held: HeldWeights
  #evaluator: LossEvaluator | null = null

  constructor(
    readonly captioner: Captioner,
    readonly weights: Record<string, HostTensor>,
    readonly device: DeviceName
  ) {
    this.#held = new HeldWeights(device)
  }

  /** Passes pictures on, and keeps the texts that come with them until they are judged. */
  async *listen(pictures: AsyncIterable<PictureToCaption>): AsyncGenerator<PictureToCaption> {
    for await (const picture of pictures) {
      if (picture.judge) this.#texts.set(picture.id, picture.judge)
      yield picture
    }
  }

  /**
   * The loss of each text of each picture, in nats a token; null for a text without tokens, or with
   * one outside the embedding table.
   */
  async losses(
    ids: readonly number[],
    embeddings: readonly Float32Array[],
    beforeBatch: () => Promise<void>
  ): Promise<(number | null)[][]> {
    const examples = ids.map((id, place) =>
      (this.#texts.get(id) ?? []).map((text) => this.#example(text, embeddings[place]))
    )
    for (const id of ids) this.#texts.delete(id)
    const known = examples.flat().filter((example) => example !== null)
    if (known.length === 0) return examples.map((some) => some.map(() => null))
    const found = await (
      await this.#open()
    ).losses(await this.#held.of(this.weights), known, BATCH, beforeBatch)
    const losses = new Map(known.map((example, place) => [example, found[place] ?? null]))
    return examples.map((some) => some.map((one) => (one ? (losses.get(one) ?? null) : null)))
  }

  async release(): Promise<void> {
    await this.#held.release()
    await this.#evaluator?.release()
  }

  /** As the run's own training has it: see `makeExamples`. */
  #example(text: string, embedding: Float32Array | undefined): Example | null {
    const { tokenizer, endOfText, shape } = this.captioner
    const end = endOfText ? [tokenizer.endOfTextId] : []
    const tokens = [...tokenizer.encode(text), ...end].slice(0, this.#longest)
    const writable = tokens.every((token) => token < shape.gpt.vocabularySize)
    return embedding && tokens.length > 0 && writable ? { embedding, tokens } : null
  }

  /** The last token is only a target, so one more fits than there are positions behind the prefix. */
  get #longest(): number {
    const { gpt, mapping } = this.captioner.shape
    return gpt.positions - mapping.prefixLength + 1
  }

  async #open(): Promise<LossEvaluator> {
    if (this.#evaluator) return this.#evaluator
    const { shape } = this.captioner
    const { prefixLength } = shape.mapping
    const { largestTensor } = await probeDevice(this.device)
    const longest = { embedding: new Float32Array(), tokens: new Array<number>(this.#longest) }
    const sizes = { batchSize: BATCH, batchTokens: 0, prefixLength }
    const parts = headParts(shape.gpt, boundingAxes([longest], sizes), largestTensor)
    this.#evaluator = await LossEvaluator.create(shape, this.device, parts)
    return this.#evaluator
  }
}
