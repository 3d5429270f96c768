import { ORDERS } from './compare-ngrams'

/** N-grams of each order 1 to 4 with their counts. No word holds a line break, which joins them. */
export function ngramCounts(words: readonly string[]): Map<string, number>[] {
  return Array.from({ length: ORDERS }, (_, index) => {
    const counts = new Map<string, number>()
    for (let from = 0; from + index < words.length; from++) {
      const ngram = words.slice(from, from + index + 1).join('\n')
      counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
    }
    return counts
  })
}

/** In how many documents each n-gram is: what CIDEr-D weighs n-grams by. */
export class DocumentFrequencies {
  readonly #documents = new Map<string, number>()
  #count = 0

  /** @param texts The captions of one image, each as its words. */
  add(texts: readonly (readonly string[])[]): void {
    this.#count++
    const own = new Set(texts.flatMap((words) => ngramCounts(words).flatMap((c) => [...c.keys()])))
    for (const ngram of own) this.#documents.set(ngram, (this.#documents.get(ngram) ?? 0) + 1)
  }

  /** ln(documents) − ln(max(1, those that have it)); 1 for all where there are no documents. */
  weight(ngram: string): number {
    if (this.#count === 0) return 1
    return Math.log(this.#count) - Math.log(Math.max(1, this.#documents.get(ngram) ?? 0))
  }
}
