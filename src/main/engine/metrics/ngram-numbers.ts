import type { Corpus } from './corpus'

/** The n-grams of one order in a corpus, as numbers: equal n-grams have equal numbers. */
export interface NgramNumbers {
  order: number
  /** How many different n-grams there are; their numbers are below it. */
  count: number
  /** Beside `corpus.words`: the n-gram that begins at each word; -1 where the text ends before it does. */
  at: Int32Array
}

export const wordNumbers = ({ words, vocabulary }: Corpus): NgramNumbers => ({
  order: 1,
  count: vocabulary,
  at: words
})

/**
 * The n-grams one word longer than those of `shorter`: each is known by the number of its first
 * words and its last word, looked up in an open-addressed table. Nothing is left to chance, as a
 * bare hash would.
 */
export function longerNgrams(corpus: Corpus, shorter: NgramNumbers): NgramNumbers {
  const { words, starts } = corpus
  const order = shorter.order + 1
  const at = new Int32Array(words.length).fill(-1)
  const table = new PairTable()
  for (let text = 0; text + 1 < starts.length; text++) {
    const last = (starts[text + 1] ?? 0) - order
    for (let place = starts[text] ?? 0; place <= last; place++) {
      at[place] = table.numberOf(shorter.at[place] ?? 0, words[place + order - 1] ?? 0)
    }
  }
  return { order, count: table.size, at }
}

/** Places of the table are three numbers each, so that a look-up meets one line of the cache. */
const WIDTH = 3

/** Numbers pairs of whole numbers in the order in which they are met first. */
class PairTable {
  size = 0
  #mask = 2 ** 16 - 1
  /** First, second and 1 + the number of the pair in each place; 0 where it is free. */
  #places = new Int32Array(WIDTH * 2 ** 16)

  numberOf(first: number, second: number): number {
    let place = placeOf(first, second, this.#mask)
    for (;;) {
      const start = WIDTH * place
      const number = this.#places[start + 2] ?? 0
      if (number === 0) return this.#add(start, first, second)
      if (this.#places[start] === first && this.#places[start + 1] === second) return number - 1
      place = (place + 1) & this.#mask
    }
  }

  #add(start: number, first: number, second: number): number {
    this.#places[start] = first
    this.#places[start + 1] = second
    this.#places[start + 2] = ++this.size
    if (2 * this.size > this.#mask) this.#grow()
    return this.size - 1
  }

  /** At most half of the places are taken, so that few are tried for a pair. */
  #grow(): void {
    const old = this.#places
    this.#mask = 2 * this.#mask + 1
    this.#places = new Int32Array(2 * old.length)
    for (let from = 0; from < old.length; from += WIDTH) {
      if (old[from + 2] === 0) continue
      let place = placeOf(old[from] ?? 0, old[from + 1] ?? 0, this.#mask)
      while (this.#places[WIDTH * place + 2] !== 0) place = (place + 1) & this.#mask
      this.#places.set(old.subarray(from, from + WIDTH), WIDTH * place)
    }
  }
}

function placeOf(first: number, second: number, mask: number): number {
  const mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b)
  return (mixed ^ (mixed >>> 15)) & mask
}
