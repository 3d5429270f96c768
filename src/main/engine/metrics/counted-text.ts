import { bleuOf } from './bleu'
import { LENGTH_SIGMA } from './cider-d'
import { ORDERS } from './compare-ngrams'
import { ngramCounts, type DocumentFrequencies } from './document-frequencies'
import type { ByOrder } from './ngram-matches'

/** A text by its words, and its n-grams of each order 1 to 4 with their counts. */
export interface CountedText {
  words: readonly string[]
  counts: Map<string, number>[]
}

export const countText = (words: readonly string[]): CountedText => ({
  words,
  counts: ngramCounts(words)
})

/** Lengths of a text's n-grams as vectors, for each order: what CIDEr-D's cosines are divided by. */
export const ngramNorms = ({ counts }: CountedText, frequencies: DocumentFrequencies): number[] =>
  counts.map((own) => Math.sqrt(dot(own, own, frequencies)))

/**
 * CIDEr-D (Vedantam et al., 2015) of a text against one reference, 0 to 10, as `ciderSentences`
 * defines it; the documents are those of `frequencies`.
 *
 * @param norms Of the text, and of the reference: see `ngramNorms`.
 */
export function ciderOfPair(
  text: CountedText,
  reference: CountedText,
  frequencies: DocumentFrequencies,
  norms: readonly [readonly number[], readonly number[]]
): number {
  let cosines = 0
  for (let order = 0; order < ORDERS; order++) {
    const norm = (norms[0][order] ?? 0) * (norms[1][order] ?? 0)
    if (norm > 0) cosines += dot(at(text, order), at(reference, order), frequencies) / norm
  }
  const difference = bigrams(text) - bigrams(reference)
  return ((10 * cosines) / ORDERS) * Math.exp(-(difference ** 2) / (2 * LENGTH_SIGMA ** 2))
}

/**
 * The mean of BLEU-1 to BLEU-4 of a text, 0 to 1, as `corpusBleu` has it for a single item: an n-gram
 * counts as often as in one reference at most, and the length is that of the reference closest to
 * the text's, the shorter one of two.
 */
export function bleuOfText(text: CountedText, references: readonly CountedText[]): number {
  const orders = Array.from({ length: ORDERS }, (_, order) => order)
  const { length } = text.words
  const lengths = references.map(({ words }) => words.length)
  const [closest = 0] = lengths.sort((a, b) => Math.abs(a - length) - Math.abs(b - length) || a - b)
  return bleuOf({
    correct: orders.map((order) =>
      common(
        at(text, order),
        references.map((reference) => at(reference, order))
      )
    ) as ByOrder,
    guess: orders.map((order) => Math.max(0, length - order)) as ByOrder,
    hypothesisLength: length,
    referenceLength: closest
  }).average
}

const at = ({ counts }: CountedText, order: number): Map<string, number> =>
  counts[order] ?? new Map<string, number>()

const bigrams = ({ words }: CountedText): number => Math.max(0, words.length - 1)

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

function common(
  text: ReadonlyMap<string, number>,
  references: readonly ReadonlyMap<string, number>[]
): number {
  let sum = 0
  for (const [ngram, times] of text) {
    sum += Math.min(times, Math.max(0, ...references.map((reference) => reference.get(ngram) ?? 0)))
  }
  return sum
}
