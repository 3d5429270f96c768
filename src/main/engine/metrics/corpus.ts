import { splitWords, type ScoredItem } from './words'

/** Numbers that grow in number; what is behind `length` is not in use. */
class GrowingInts {
  values = new Int32Array(1024)
  length = 0

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Int32Array(2 * this.length)
      larger.set(this.values)
      this.values = larger
    }
    this.values[this.length++] = value
  }

  finish(): Int32Array {
    return this.values.slice(0, this.length)
  }
}

/** Captions with their references, each word as a number: equal words have equal numbers. */
export interface Corpus {
  items: number
  /** How many different words there are; their numbers are below it. */
  vocabulary: number
  /** The words of all texts, one text after the other. */
  words: Int32Array
  /** [texts + 1]: where each text begins in `words`. */
  starts: Int32Array
  /** [items + 1]: the text that is each item's hypothesis; its references follow. */
  firsts: Int32Array
}

class CorpusBuilder {
  readonly #split: (text: string) => string[]
  readonly #numbers = new Map<string, number>()
  readonly #words = new GrowingInts()
  readonly #starts = new GrowingInts()
  readonly #firsts = new GrowingInts()

  constructor(split = splitWords) {
    this.#split = split
  }

  add({ hypothesis, references }: ScoredItem): void {
    this.#firsts.push(this.#starts.length)
    this.#addText(hypothesis)
    for (const reference of references) this.#addText(reference)
  }

  finish(): Corpus {
    const items = this.#firsts.length
    this.#firsts.push(this.#starts.length)
    this.#starts.push(this.#words.length)
    return {
      items,
      vocabulary: this.#numbers.size,
      words: this.#words.finish(),
      starts: this.#starts.finish(),
      firsts: this.#firsts.finish()
    }
  }

  #addText(text: string): void {
    this.#starts.push(this.#words.length)
    for (const word of this.#split(text)) {
      let number = this.#numbers.get(word)
      if (number === undefined) {
        number = this.#numbers.size
        this.#numbers.set(word, number)
      }
      this.#words.push(number)
    }
  }
}

/** @param split The words of a text; what is between white space by default. */
export function corpusOf(items: readonly ScoredItem[], split = splitWords): Corpus {
  const builder = new CorpusBuilder(split)
  for (const item of items) builder.add(item)
  return builder.finish()
}
