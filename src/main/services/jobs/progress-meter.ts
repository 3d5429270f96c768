import type { JobProgress } from '../../../shared/domain'

/** Span that the rate is measured over, in milliseconds, and the least that says anything. */
const spanMs = 10_000
const minIntervalMs = 500

type Count = Pick<JobProgress, 'phase' | 'done' | 'total'>

/**
 * Adds rate and time left to a job's counts: the mean rate of the last ten seconds of the present
 * phase. `now` is a clock in milliseconds.
 */
export class ProgressMeter {
  readonly #now: () => number
  #phase = ''
  #samples: { at: number; done: number }[] = []

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  measure({ phase, done, total }: Count): JobProgress {
    const at = this.#now()
    if (phase !== this.#phase || done < (this.#samples.at(-1)?.done ?? 0)) this.#samples = []
    this.#phase = phase
    this.#samples.push({ at, done })
    while ((this.#samples[1]?.at ?? at) < at - spanMs) this.#samples.shift()
    const rate = this.#rate()
    const secondsLeft = rate && total !== null ? Math.max(0, total - done) / rate : null
    return { phase, done, total, rate, secondsLeft }
  }

  #rate(): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (!first || !last || last.at - first.at < minIntervalMs) return null
    return ((last.done - first.done) * 1000) / (last.at - first.at)
  }
}
