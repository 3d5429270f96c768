import type { ScanHeader } from './scan-header'

/**
 * Which bits of the coefficients the scans have brought. libjpeg smooths a progressive picture of
 * which some are missing, and we do not.
 */
export class KnownBits {
  /** Of each coefficient of each component the lowest bit that is known; -1 for none. */
  readonly #lowest: Int8Array

  constructor(components: number) {
    this.#lowest = new Int8Array(64 * components).fill(-1)
  }

  /** Gives false where the scan does not go on from the ones before. */
  add({ first, count, start, stop, high, low }: ScanHeader): boolean {
    for (let component = first; component < first + count; component++) {
      for (let place = 64 * component + start; place <= 64 * component + stop; place++) {
        if (this.#lowest[place] !== (high === 0 ? -1 : high)) return false
        this.#lowest[place] = low
      }
    }
    return true
  }

  get complete(): boolean {
    return this.#lowest.every((low) => low === 0)
  }
}
