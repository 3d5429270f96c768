import { philox, RandomStream } from '../../../base/random'
import type { RowScores } from '../decode/candidates'
import type { Path } from '../decode/path'
import type { Hypothesis, SearchLimits } from '../decode/search'
import { SeparatePaths } from '../decode/separate-paths'

/** What decides the draws of an image. */
export interface Draws {
  seed: number
  /** The training step that the samples are for. */
  step: number
  /** The image's number in the training data. */
  image: number
}

/**
 * The greedy caption of an image and some samples, in one search: each token of a sample is drawn
 * from the whole softmax, by (seed, step, image, sample, token) alone.
 */
export class GreedyAndSamples extends SeparatePaths {
  constructor(
    limits: SearchLimits,
    samples: number,
    readonly draws: Draws
  ) {
    super(limits, 1 + samples)
  }

  reach(): null {
    return null
  }

  get greedy(): Hypothesis {
    const [greedy] = this.inOrder
    if (!greedy) throw new Error('the search has not begun')
    return greedy
  }

  /** In the order in which they were drawn. */
  get samples(): Hypothesis[] {
    return this.inOrder.slice(1)
  }

  protected choose(scores: RowScores, path: Path | null, place: number) {
    const logits = scores.logits()
    const shift = scores.logSum()
    const id =
      place === 0
        ? (scores.best(1)[0]?.id ?? 0)
        : drawn(logits, shift, this.#uniform(path?.length ?? 0, place - 1))
    return { id, logProbability: (logits[id] ?? 0) - shift }
  }

  /** In [0, 1), 32 bits. The key's second word tells a step's draws from those of captioning. */
  #uniform(token: number, sample: number): number {
    const { seed, step, image } = this.draws
    const counter = [token, image, RandomStream.sampling, sample] as const
    return philox(counter, [seed >>> 0, step + 1])[0] / 2 ** 32
  }
}

/**
 * The token at which the running sum of the softmax passes `uniform`, in the vocabulary's order: no
 * sorting, since a step draws thousands of tokens out of tens of thousands.
 *
 * @param shift log Σ exp of the logits.
 */
function drawn(logits: Float32Array, shift: number, uniform: number): number {
  let sum = 0
  let last = 0
  for (let id = 0; id < logits.length; id++) {
    const probability = Math.exp((logits[id] ?? 0) - shift)
    if (probability === 0) continue
    sum += probability
    last = id
    if (uniform < sum) return id
  }
  // Rounding may leave the whole sum a little below 1.
  return last
}
