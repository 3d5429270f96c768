import { philox, RandomStream } from '../../../base/random'
import type { RowScores } from './candidates'
import { Best, logSum } from './log-probabilities'
import type { Path } from './path'
import type { SearchLimits } from './search'
import { SeparatePaths } from './separate-paths'

export interface NucleusOptions {
  /** Logits are divided by it: below 1 the probable becomes more probable. */
  temperature: number
  /** Draws among the most probable tokens whose probabilities first exceed this sum; 1 among all. */
  topP: number
  /** Draws among this many most probable tokens at most; 0 among all. */
  topK: number
  seed: number
  /** Captions drawn for each image; one by default. */
  samples?: number
}

/** A token that may be drawn, and its share of the draws. */
export interface Chance {
  id: number
  probability: number
}

/**
 * Nucleus sampling (Holtzman et al., 2020): draws each token among the most probable ones. Draws
 * come from (seed, image, sample, step) alone, so the caption does not depend on what is captioned beside.
 */
export class NucleusSearch extends SeparatePaths {
  constructor(
    limits: SearchLimits,
    readonly options: NucleusOptions,
    readonly image: number
  ) {
    super(limits, options.samples)
  }

  reach(): null {
    return null
  }

  protected choose(scores: RowScores, path: Path | null, sample: number) {
    const chances = nucleus(this.limits.rules.logits(scores, path), this.options)
    const id = draw(chances, this.#uniform(path?.length ?? 0, sample))
    return { id, logProbability: (scores.logits()[id] ?? 0) - scores.logSum() }
  }

  /** In [0, 1), 32 bits. */
  #uniform(step: number, sample: number): number {
    const counter = [step, this.image, RandomStream.sampling, sample] as const
    return philox(counter, [this.options.seed >>> 0, 0])[0] / 2 ** 32
  }
}

/**
 * Tokens that may be drawn, most probable first: temperature, then `topK`, then `topP`. The token
 * with which the sum first exceeds `topP` is the last (ClipCap's `generate2`).
 */
export function nucleus(
  logits: Float32Array,
  { temperature, topP, topK }: Omit<NucleusOptions, 'seed' | 'samples'>
): Chance[] {
  // Whole vocabularies, at every step: plain loops, since iterators take ten times as long.
  const scaled = new Float64Array(logits.length)
  for (let id = 0; id < scaled.length; id++) scaled[id] = (logits[id] ?? 0) / temperature
  const kept = topK > 0 ? mostProbable(scaled, topK) : worthSorting(scaled, topP)
  let sum = 0
  let last = 0
  while (last < kept.length && sum <= topP) sum += kept[last++]?.probability ?? 0
  return kept.slice(0, last).map(({ id, probability }) => ({ id, probability: probability / sum }))
}

function mostProbable(scaled: Float64Array, count: number): Chance[] {
  const best = new Best(count)
  for (let id = 0; id < scaled.length; id++) best.offer(id, scaled[id] ?? 0)
  const kept = best.ranked.filter(({ value }) => value > Number.NEGATIVE_INFINITY)
  const shift = logSum(kept.map(({ value }) => value))
  return kept.map(({ index, value }) => ({ id: index, probability: Math.exp(value - shift) }))
}

/** Sorted tokens but those so improbable that all of them together have less than 1 - `topP`. */
function worthSorting(scaled: Float64Array, topP: number): Chance[] {
  const shift = logSum(scaled)
  const least = shift + Math.log((1 - topP) / scaled.length)
  const kept: Chance[] = []
  for (let id = 0; id < scaled.length; id++) {
    const value = scaled[id] ?? Number.NEGATIVE_INFINITY
    if (value >= least && value > Number.NEGATIVE_INFINITY) {
      kept.push({ id, probability: Math.exp(value - shift) })
    }
  }
  return kept.sort((a, b) => b.probability - a.probability || a.id - b.id)
}

/** The token at which the running sum of the chances passes `uniform`. */
function draw(chances: readonly Chance[], uniform: number): number {
  let sum = 0
  for (const { id, probability } of chances) {
    sum += probability
    if (uniform < sum) return id
  }
  const last = chances.at(-1)
  if (!last) throw new Error('the rules forbid every token')
  return last.id
}
