import { bleuOf } from './bleu'
import { ORDERS } from './compare-ngrams'
import { LENGTH_SIGMA } from './cider-d'
import { ngramCounts, type DocumentFrequencies } from './document-frequencies'
import type { ByOrder } from './ngram-matches'

/** A text by its words, and its n-grams of each order with their counts. */
interface Counted {
  words: readonly string[]
  counts: Map<string, number>[]
}

/** What each text scores against each other one as its only reference, [texts][texts]. */
export type PairScores = (texts: readonly (readonly string[])[]) => number[][]

/**
 * CIDEr-D (Vedantam et al., 2015) of pairs, 0 to 10, as `ciderSentences` defines it; the documents
 * are those of `frequencies`.
 */
export function ciderPairs(frequencies: DocumentFrequencies): PairScores {
  return (texts) => {
    const counted = texts.map(count)
    const norms = counted.map(({ counts }) =>
      counts.map((own) => Math.sqrt(dot(own, own, frequencies)))
    )
    return pairs(counted, (a, b, i, j) => {
      let cosines = 0
      for (let order = 0; order < ORDERS; order++) {
        const norm = (norms[i]?.[order] ?? 0) * (norms[j]?.[order] ?? 0)
        if (norm > 0) cosines += dot(at(a, order), at(b, order), frequencies) / norm
      }
      const difference = bigrams(a) - bigrams(b)
      return ((10 * cosines) / ORDERS) * Math.exp(-(difference ** 2) / (2 * LENGTH_SIGMA ** 2))
    })
  }
}

/** The mean of BLEU-1 to BLEU-4 of pairs, 0 to 1, as `corpusBleu` has it for a single item. */
export const bleuPairs: PairScores = (texts) =>
  pairs(texts.map(count), (a, b) => {
    const orders = Array.from({ length: ORDERS }, (_, order) => order)
    return bleuOf({
      correct: orders.map((order) => common(at(a, order), at(b, order))) as ByOrder,
      guess: orders.map((order) => Math.max(0, a.words.length - order)) as ByOrder,
      hypothesisLength: a.words.length,
      referenceLength: b.words.length
    }).average
  })

const pairs = (
  counted: readonly Counted[],
  score: (a: Counted, b: Counted, i: number, j: number) => number
): number[][] => counted.map((a, i) => counted.map((b, j) => score(a, b, i, j)))

const count = (words: readonly string[]): Counted => ({ words, counts: ngramCounts(words) })

const at = ({ counts }: Counted, order: number): Map<string, number> =>
  counts[order] ?? new Map<string, number>()

const bigrams = ({ words }: Counted): number => Math.max(0, words.length - 1)

/** Σ over n-grams of min(a, b) · b · weight²: clipped, as CIDEr-D has it. */
function dot(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
  frequencies: DocumentFrequencies
): number {
  let sum = 0
  for (const [ngram, times] of b) {
    const clipped = Math.min(a.get(ngram) ?? 0, times)
    if (clipped > 0) sum += clipped * times * frequencies.weight(ngram) ** 2
  }
  return sum
}

function common(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [ngram, times] of a) sum += Math.min(times, b.get(ngram) ?? 0)
  return sum
}
