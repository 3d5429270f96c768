import type { DeviceName, JudgedText } from '../../../../shared/engine-protocol'
import type { Captioner } from '../open-captioner'
import { HeldWeights } from '../../runtime/devices/held-weights'
import { probeDevice } from '../../runtime/devices/probe-device'
import type { HostTensor } from '../../tensor/tensor'
import { boundingAxes } from '../../nn/batch'
import { headParts } from '../../nn/head-parts'
import { LossEvaluator } from './validation'

/** Texts judged in one go. */
const BATCH = 32
/** Other images that each text is judged with. */
const OTHERS = 4

/** Tells how likely a captioner finds what people wrote of the images that it is shown. */
export class TextJudge {
  readonly #held: HeldWeights
  #evaluator: LossEvaluator | null = null
  #weights: Promise<Record<string, HostTensor>> | null = null
  #seen: readonly Float32Array[] = []

  constructor(
    readonly captioner: Captioner,
    readonly weights: () => Promise<Record<string, HostTensor>>,
    readonly device: DeviceName
  ) {
    this.#held = new HeldWeights(device)
  }

  /**
   * Judges the texts of each image; null for a text without tokens, or with one outside the
   * embedding table.
   *
   * @param embeddings As the captioner takes them.
   */
  async judge(
    texts: readonly (readonly string[])[],
    embeddings: readonly Float32Array[],
    beforeBatch: () => Promise<void>
  ): Promise<(JudgedText | null)[][]> {
    const tokens = texts.map((some) => some.map((text) => this.#tokens(text)))
    const wanted = tokens.flatMap((some, place) =>
      some.flatMap((one) => {
        const own = embeddings[place]
        if (!one || !own) return []
        const all = [own, ...this.#others(embeddings, place)]
        return [{ tokens: one, examples: all.map((embedding) => ({ embedding, tokens: one })) }]
      })
    )
    if (embeddings.length > 1) this.#seen = embeddings.slice(0, OTHERS)
    if (wanted.length === 0) return tokens.map((some) => some.map(() => null))
    const examples = wanted.flatMap((one) => one.examples)
    const evaluator = await this.#open()
    const weights = await this.#held.of(await (this.#weights ??= this.weights()))
    const losses = await evaluator.losses(weights, examples, BATCH, beforeBatch)
    const found = new Map<readonly number[], JudgedText>()
    let from = 0
    for (const one of wanted) {
      found.set(one.tokens, judgedText(losses.slice(from, (from += one.examples.length)), one))
    }
    return tokens.map((some) => some.map((one) => (one && found.get(one)) ?? null))
  }

  async release(): Promise<void> {
    await this.#held.release()
    await this.#evaluator?.release()
  }

  /** As the run's own training has them: see `makeExamples`. */
  #tokens(text: string): number[] | null {
    const { tokenizer, endOfText, shape } = this.captioner
    const end = endOfText ? [tokenizer.endOfTextId] : []
    const tokens = [...tokenizer.encode(text), ...end].slice(0, this.#longest)
    const writable = tokens.every((token) => token < shape.gpt.vocabularySize)
    return tokens.length > 0 && writable ? tokens : null
  }

  /** Embeddings of other images, spread over the batch; a lone image has those seen before. */
  #others(embeddings: readonly Float32Array[], place: number): readonly Float32Array[] {
    const count = Math.min(OTHERS, embeddings.length - 1)
    if (count === 0) return this.#seen
    return Array.from({ length: count }, (_, other) => {
      const offset = 1 + Math.floor((other * (embeddings.length - 1)) / count)
      return embeddings[(place + offset) % embeddings.length] ?? new Float32Array()
    })
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

/**
 * The likelihood without the image is the mean over other images, so that the misfit estimates
 * the pointwise mutual information, negated.
 *
 * @param losses With the own image, then with the others.
 */
function judgedText(
  [loss = 0, ...others]: readonly number[],
  { tokens }: { tokens: readonly number[] }
): JudgedText {
  if (others.length === 0) return { loss, misfit: null }
  const least = Math.min(...others)
  const mean =
    others.reduce((sum, other) => sum + Math.exp((least - other) * tokens.length), 0) /
    others.length
  return { loss, misfit: (loss - least) * tokens.length + Math.log(mean) }
}
