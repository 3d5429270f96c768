import { orders } from './ngram-matches'
import { countNgrams, mean, splitWords, type ScoredItem } from './words'

/** Deviation of the Gaussian that punishes a difference in length. */
const sigma = 6

/** N-grams of one order with their weights: term count · inverse document frequency. */
interface WeightedNgrams {
  weights: Map<string, number>
  norm: number
}
interface CaptionVector {
  /** One entry for each order. */
  byOrder: WeightedNgrams[]
  /** Bigrams in the caption, by which the reference implementation measures length. */
  length: number
}

/**
 * CIDEr-D (Vedantam et al., 2015) of each item, 0 to 10, and their mean. A document is the set of
 * references of one item; idf = ln(items) − ln(max(1, items whose references have the n-gram)), so
 * that a single item always scores 0.
 */
export function ciderD(items: readonly ScoredItem[]): { mean: number; sentences: number[] } {
  const idf = inverseDocumentFrequency(items)
  const sentences = items.map(({ hypothesis, references }) => {
    const candidate = vectorOf(hypothesis, idf)
    return 10 * mean(references.map((text) => similarity(candidate, vectorOf(text, idf))))
  })
  return { mean: mean(sentences), sentences }
}

function inverseDocumentFrequency(items: readonly ScoredItem[]): (ngram: string) => number {
  const documents = new Map<string, number>()
  for (const { references } of items) {
    const words = references.map(splitWords)
    const ngrams = orders.flatMap((n) => words.flatMap((text) => [...countNgrams(text, n).keys()]))
    for (const ngram of new Set(ngrams)) documents.set(ngram, (documents.get(ngram) ?? 0) + 1)
  }
  return (ngram) => Math.log(items.length) - Math.log(documents.get(ngram) ?? 1)
}

function vectorOf(text: string, idf: (ngram: string) => number): CaptionVector {
  const words = splitWords(text)
  const byOrder = orders.map((n) => {
    const weights = new Map<string, number>()
    let squares = 0
    for (const [ngram, count] of countNgrams(words, n)) {
      const weight = count * idf(ngram)
      weights.set(ngram, weight)
      squares += weight ** 2
    }
    return { weights, norm: Math.sqrt(squares) }
  })
  return { byOrder, length: Math.max(0, words.length - 1) }
}

/** Mean over the orders of the clipped cosine, times the penalty for another length. */
function similarity(candidate: CaptionVector, reference: CaptionVector): number {
  const cosines = candidate.byOrder.map(({ weights, norm }, index) => {
    const other = reference.byOrder[index]
    if (!other || norm === 0 || other.norm === 0) return 0
    let product = 0
    for (const [ngram, weight] of weights) {
      const weightThere = other.weights.get(ngram) ?? 0
      product += Math.min(weight, weightThere) * weightThere
    }
    return product / (norm * other.norm)
  })
  const difference = candidate.length - reference.length
  return mean(cosines) * Math.exp(-(difference ** 2) / (2 * sigma ** 2))
}
