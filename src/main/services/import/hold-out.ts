import { hash } from 'node:crypto'
import type { Staging } from '../../store/imports/import-staging'
import { enterRank, pageRanks } from '../../store/imports/staged-ranks'
import type { Yielder } from '../../base/yielder'

/** Ranks that are read together. */
const PAGE = 1000

/**
 * Chooses the share `fraction` of the distinct keys that are entered for validation: those that
 * come first in the order of SHA-256 over seed and key. So the choice depends on the keys and the
 * seed and not on the order of the file. Where two or more keys are there, each side gets at least
 * one.
 */
export class HoldOut {
  readonly #staging: Staging
  readonly #fraction: number
  readonly #seed: number
  #distinct = 0
  /** The highest rank that is held out; none is below ''. */
  #last = ''

  constructor(staging: Staging, { fraction, seed }: { fraction: number; seed: number }) {
    this.#staging = staging
    this.#fraction = fraction
    this.#seed = seed
  }

  /** Enters a key into the choice; the same key again changes nothing. */
  enter(key: string): void {
    if (this.#fraction > 0 && enterRank(this.#staging, this.#rank(key))) this.#distinct += 1
  }

  /** Makes the choice, once every key was entered. */
  async choose(yielder: Yielder): Promise<void> {
    if (this.#distinct < 2) return
    const share = Math.round(this.#distinct * this.#fraction)
    let left = Math.min(Math.max(share, 1), this.#distinct - 1)
    while (left > 0) {
      const page = pageRanks(this.#staging, this.#last, Math.min(left, PAGE))
      left -= page.length
      this.#last = page.at(-1) ?? this.#last
      if (yielder.due) await yielder.yieldNow()
    }
  }

  isHeldOut(key: string): boolean {
    return this.#last !== '' && this.#rank(key) <= this.#last
  }

  #rank(key: string): string {
    return hash('sha256', `${this.#seed}\n${key}`)
  }
}
