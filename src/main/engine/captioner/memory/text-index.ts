import { Best } from '../decode/log-probabilities'

/** A text of the index by its place, and how alike it is to the one that was asked for, 0 to 1. */
export interface NearText {
  place: number
  similarity: number
}

/**
 * Finds the texts that share n-grams of one and two words with another text: by the cosine of their
 * TF-IDF vectors (Salton & Buckley, 1988), each n-gram's count · ln((1 + texts) / texts that have it).
 */
export class TextIndex {
  readonly #numbers = new Map<string, number>()
  readonly #rarity: Float64Array
  /** Of n-gram `n`, the texts and its weights in them from `#starts[n]` to before `#starts[n + 1]`. */
  readonly #starts: Int32Array
  readonly #places: Int32Array
  readonly #weights: Float32Array
  readonly #size: number

  /** @param texts Each as its words. */
  constructor(texts: readonly (readonly string[])[]) {
    const frequencies: number[] = []
    for (const words of texts) {
      for (const ngram of ngramsOf(words).keys()) {
        const number = this.#numbers.get(ngram) ?? this.#numbers.size
        this.#numbers.set(ngram, number)
        frequencies[number] = (frequencies[number] ?? 0) + 1
      }
    }
    this.#size = texts.length
    this.#rarity = Float64Array.from(frequencies, (many) => Math.log((1 + texts.length) / many))
    this.#starts = new Int32Array(frequencies.length + 1)
    frequencies.forEach((many, number) => {
      this.#starts[number + 1] = (this.#starts[number] ?? 0) + many
    })
    const entries = this.#starts.at(-1) ?? 0
    this.#places = new Int32Array(entries)
    this.#weights = new Float32Array(entries)
    const next = this.#starts.slice()
    for (const [place, words] of texts.entries()) {
      for (const { number, weight } of this.#vector(words)) {
        const at = next[number] ?? 0
        next[number] = at + 1
        this.#places[at] = place
        this.#weights[at] = weight
      }
    }
  }

  /** The `count` texts most alike, first the nearest; none that shares no n-gram. */
  nearest(words: readonly string[], count: number): NearText[] {
    const sums = new Float32Array(this.#size)
    for (const { number, weight } of this.#vector(words)) {
      const end = this.#starts[number + 1] ?? 0
      for (let at = this.#starts[number] ?? 0; at < end; at++) {
        const place = this.#places[at] ?? 0
        sums[place] = (sums[place] ?? 0) + weight * (this.#weights[at] ?? 0)
      }
    }
    const best = new Best(count)
    best.offerAll(sums)
    return best.ranked
      .filter(({ value }) => value > 0)
      .map(({ index, value }) => ({ place: index, similarity: value }))
  }

  /** Of length 1, over the n-grams that the index knows. */
  #vector(words: readonly string[]): { number: number; weight: number }[] {
    const known = [...ngramsOf(words)].flatMap(([ngram, times]) => {
      const number = this.#numbers.get(ngram)
      return number === undefined ? [] : [{ number, weight: times * (this.#rarity[number] ?? 0) }]
    })
    const length = Math.hypot(...known.map(({ weight }) => weight))
    return known.map(({ number, weight }) => ({ number, weight: weight / length }))
  }
}

/** N-grams of one and two words with their counts. No word holds a line break, which joins them. */
function ngramsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  const add = (ngram: string) => counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
  for (const [place, word] of words.entries()) {
    add(word)
    const next = words[place + 1]
    if (next !== undefined) add(`${word}\n${next}`)
  }
  return counts
}
