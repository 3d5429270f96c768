/** A candidate of a search: where it stands in the listing, and its value. */
export interface Ranked {
  index: number
  value: number
}

/**
 * Log-probabilities of one row of logits [rows, vocabulary], in float64: logit − log Σ exp(logit),
 * computed from the largest.
 */
export function logProbabilities(
  logits: Float32Array,
  row: number,
  vocabulary: number
): Float64Array {
  const from = row * vocabulary
  let largest = Number.NEGATIVE_INFINITY
  for (let id = from; id < from + vocabulary; id++)
    largest = Math.max(largest, logits[id] ?? largest)
  let sum = 0
  for (let id = from; id < from + vocabulary; id++) sum += Math.exp((logits[id] ?? 0) - largest)
  const shift = largest + Math.log(sum)
  return Float64Array.from({ length: vocabulary }, (_, id) => (logits[from + id] ?? 0) - shift)
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

  /** Largest first. */
  get ranked(): readonly Ranked[] {
    return this.#kept
  }
}
