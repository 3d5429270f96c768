import { splitLowerPunct } from './lower-punct'

/** Syllables of the longest word that is looked for. */
const LONGEST = 6

/**
 * Splits texts into Vietnamese words by longest match from the left: the syllables of the longest
 * word of the list are joined by `_`. What is joined already, as in segmented data sets, stays so.
 */
export class WordSegmenter {
  readonly #words: ReadonlySet<string>

  /** @param words Words of two syllables or more, joined by white space or `_`; others change nothing. */
  constructor(words: Iterable<string>) {
    const joined = new Set<string>()
    for (const word of words) {
      const syllables = splitLowerPunct(word.replaceAll('_', ' '))
      if (syllables.length > 1 && syllables.length <= LONGEST) joined.add(syllables.join('_'))
    }
    this.#words = joined
  }

  /** Of the words that were given, those that join syllables. */
  get size(): number {
    return this.#words.size
  }

  /** Words of `text`, otherwise as `splitLowerPunct` has them. */
  split(text: string): string[] {
    const syllables = splitLowerPunct(text)
    const words: string[] = []
    for (let at = 0; at < syllables.length;) {
      const length = this.#lengthAt(syllables, at)
      words.push(syllables.slice(at, at + length).join('_'))
      at += length
    }
    return words
  }

  #lengthAt(syllables: readonly string[], at: number): number {
    for (let length = Math.min(LONGEST, syllables.length - at); length > 1; length--) {
      if (this.#words.has(syllables.slice(at, at + length).join('_'))) return length
    }
    return 1
  }
}
