import { compareNgrams, type NgramComparison } from './compare-ngrams'
import type { Corpus } from './corpus'

/** Deviation of the Gaussian that punishes a difference in length. */
export const LENGTH_SIGMA = 6

/**
 * CIDEr-D (Vedantam et al., 2015) of each item, 0 to 10. A document is the set of references of one
 * item, so that a single item always scores 0.
 *
 * [items]: 10 · mean over the references of the n-grams' cosine times the penalty for another
 * length, exp(−difference² / 2σ²). The reference implementation measures length in bigrams.
 */
export function ciderSentences(
  corpus: Corpus,
  { cosines }: Pick<NgramComparison, 'cosines'> = compareNgrams(corpus)
): Float64Array {
  const { items, starts, firsts } = corpus
  const bigrams = (text: number) => Math.max(0, (starts[text + 1] ?? 0) - (starts[text] ?? 0) - 1)
  const scores = new Float64Array(items)
  for (let item = 0; item < items; item++) {
    const hypothesis = firsts[item] ?? 0
    const behind = firsts[item + 1] ?? 0
    const length = bigrams(hypothesis)
    let sum = 0
    for (let text = hypothesis + 1; text < behind; text++) {
      const difference = length - bigrams(text)
      sum += (cosines[text] ?? 0) * Math.exp(-(difference ** 2) / (2 * LENGTH_SIGMA ** 2))
    }
    scores[item] = (10 * sum) / Math.max(1, behind - hypothesis - 1)
  }
  return scores
}
