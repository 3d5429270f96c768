/** A candidate of a search: where it is in the listing, and its value. */
export interface Ranked {
  index: number
  value: number
}

/** log Σ exp(value) in float64, computed from the largest. */
export function logSum(values: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? largest
    if (value > largest) largest = value
  }
  let sum = 0
  for (let index = 0; index < values.length; index++) {
    sum += Math.exp((values[index] ?? largest) - largest)
  }
  return largest + Math.log(sum)
}

/** Keeps the `size` largest of what it is offered; of equal values the one offered first. */
export class Best {
  readonly #kept: Ranked[] = []

  constructor(readonly size: number) {}

  offer(index: number, value: number): void {
    const last = this.#kept[this.size - 1]
    if (last && value <= last.value) return
    let place = Math.min(this.#kept.length, this.size - 1)
    while (place > 0 && value > (this.#kept[place - 1]?.value ?? Number.POSITIVE_INFINITY)) {
      const above = this.#kept[place - 1]
      if (above) this.#kept[place] = above
      place--
    }
    this.#kept[place] = { index, value }
  }

  /** Offers values by their places; of a whole vocabulary nearly all are below the least kept. */
  offerAll(values: Float32Array): void {
    let least = Number.NEGATIVE_INFINITY
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? least
      if (value <= least) continue
      this.offer(index, value)
      least = this.#kept[this.size - 1]?.value ?? Number.NEGATIVE_INFINITY
    }
  }

  /** Largest first. */
  get ranked(): readonly Ranked[] {
    return this.#kept
  }
}
