import type { RunConfig } from '../../../../shared/domain'
import { imagesPerStep, sampleTokens } from '../../../../shared/self-critical'
import { RandomStream, shuffled } from '../../../base/random'
import { splitterOf } from '../../metrics/profiles/profile'
import { mean } from '../../metrics/words'
import type { MixedFeeds } from '../../runtime/session'
import type { CaptionWriter } from '../decode/caption-writer'
import type { Decoder } from '../decode/decoder'
import { runSearches } from '../decode/run-searches'
import type { Hypothesis, SearchLimits } from '../decode/search'
import type { PromptsOf } from '../decode/step-decoder'
import { TokenRules } from '../decode/token-rules'
import { knownPrompts, type CaptionedImage, type TaskExample } from '../train/examples'
import { CaptionReward, type Judges } from './caption-reward'
import { GreedyAndSamples } from './greedy-and-samples'

/** What the captions of a step were worth, on average. */
export interface Rewards {
  sample: number
  greedy: number
}

/** Paths that go through the network together, as in captioning. */
const ROWS = 128

/** What samples are drawn with. */
export interface Sampling {
  /** The step that the batches are for, from 0. */
  step: number
  /** The parameters as they are now, where captions are written with them. */
  weights(): Promise<MixedFeeds>
  /** Called before each step of the decoder; may throw to give up. */
  beforeBatch(): Promise<void>
}

/**
 * Self-critical training (Rennie et al., 2017, _Self-critical Sequence Training for Image
 * Captioning_): REINFORCE with the reward of the model's own greedy caption as the baseline. The loss
 * of a sample is −(r(sample) − r(greedy)) · Σ log p(its tokens), that of a step the mean over its
 * samples; the samples and their rewards are constants to it.
 */
export class SelfCritical {
  readonly reward: CaptionReward
  readonly #judges = new Map<CaptionedImage, Judges>()
  readonly #promptsOf: PromptsOf

  constructor(
    readonly config: RunConfig,
    readonly images: readonly CaptionedImage[],
    readonly decoder: Decoder,
    readonly writer: CaptionWriter
  ) {
    this.reward = rewardOf(config, images)
    this.#promptsOf = knownPrompts(images)
  }

  /** The batches of a step of an epoch, which passes over the images once in an order of its own. */
  async take(
    epoch: number,
    index: number,
    { step, weights, beforeBatch }: Sampling
  ): Promise<{ batches: TaskExample[][]; rewards: Rewards }> {
    const { seed, batchSize } = this.config
    const images = this.images.length
    const size = imagesPerStep(this.config, images)
    const order = shuffled(images, seed, RandomStream.order, epoch)
    const places = order.slice(index * size, (index + 1) * size)
    const { examples, rewards } = await this.sample(await weights(), places, step, beforeBatch)
    const batches = Array.from({ length: Math.ceil(examples.length / batchSize) }, (_, batch) =>
      examples.slice(batch * batchSize, (batch + 1) * batchSize)
    )
    return { batches, rewards }
  }

  /**
   * Writes captions for some of the training images, and makes examples of the samples, whose
   * factors are their advantages over the greedy caption.
   *
   * @param places Numbers of the images.
   * @param step The training step that they are for, counted from 0.
   * @param beforeStep Called before each step of the network; may throw to give up.
   */
  async sample(
    weights: MixedFeeds,
    places: readonly number[],
    step: number,
    beforeStep: () => Promise<void>
  ): Promise<{ examples: TaskExample[]; rewards: Rewards }> {
    const { selfCriticalSamples: samples, seed } = this.config
    const together = Math.max(1, Math.floor(ROWS / (1 + samples)))
    const limits = this.#limits()
    const decoder = this.decoder.with(weights, this.#promptsOf)
    const examples: TaskExample[] = []
    const sampled: number[] = []
    const greedy: number[] = []
    for (let from = 0; from < places.length; from += together) {
      const some = places.slice(from, from + together)
      const images = some.flatMap((place) => this.images[place] ?? [])
      const searches = some.map(
        (image) => new GreedyAndSamples(limits, samples, { seed, step, image })
      )
      const embeddings = images.map(({ embedding }) => embedding)
      await runSearches(decoder, searches, embeddings, beforeStep)
      for (const [index, image] of images.entries()) {
        const search = searches[index]
        if (!search) throw new Error('an image has no search')
        const judges = this.#judgesOf(image)
        const baseline = this.#worth(search.greedy, judges)
        greedy.push(baseline)
        for (const found of search.samples) {
          const reward = this.#worth(found, judges)
          sampled.push(reward)
          const { embedding, prompt } = image
          examples.push({
            kind: 'caption',
            embedding,
            ...(prompt && { prompt }),
            tokens: found.tokens,
            factor: reward - baseline
          })
        }
      }
    }
    return { examples, rewards: { sample: mean(sampled), greedy: mean(greedy) } }
  }

  #worth({ tokens, stopped }: Hypothesis, judges: Judges): number {
    return this.reward.of({ text: this.writer.text(tokens), stopped }, judges)
  }

  #judgesOf(image: CaptionedImage): Judges {
    const known = this.#judges.get(image) ?? this.reward.judges(image.references)
    this.#judges.set(image, known)
    return known
  }

  #limits(): SearchLimits {
    const stopTokens = this.writer.stopTokens({ stopText: null })
    const rules = { minTokens: 0, repetitionPenalty: 1, noRepeatNgram: 0, stopTokens }
    const maxTokens = Math.min(sampleTokens(this.config), this.decoder.room)
    return { maxTokens, stopTokens, rules: new TokenRules(rules) }
  }
}

/** The reward that a run asks for, with the captions of its training images as documents. */
export const rewardOf = (
  { rewardCider, rewardBleu, scoringProfile }: RunConfig,
  images: readonly CaptionedImage[]
): CaptionReward =>
  new CaptionReward(
    images.map(({ references }) => references),
    { cider: rewardCider, bleu: rewardBleu },
    splitterOf({ profile: scoringProfile, words: null }, [])
  )
