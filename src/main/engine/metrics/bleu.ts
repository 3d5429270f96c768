import { corpusOf } from './corpus'
import { matchRows, sumMatches, type ByOrder, type NgramMatches } from './ngram-matches'
import { mean, splitWords, type ScoredItem } from './words'

export interface Bleu {
  /** BLEU-1 to BLEU-4, 0 to 1. */
  bleu: ByOrder
  /** Mean of the four: the figure that the vieCap4H task ranks by. */
  average: number
}

/**
 * Corpus BLEU as the COCO caption evaluation computes it, on the words that `split` gives. Every
 * item needs at least one reference.
 */
export const corpusBleu = (
  items: readonly ScoredItem[],
  split = splitWords
): Bleu & NgramMatches => {
  const matches = sumMatches(matchRows(corpusOf(items, split)))
  return { ...bleuOf(matches), ...matches }
}

// COCO's guards against a division by zero: they are part of the figure's definition.
const tiny = 1e-15
const small = 1e-9

/** BLEU-n = brevity penalty · (Π over k ≤ n of correct_k / guess_k)^(1/n). */
export function bleuOf({ correct, guess, hypothesisLength, referenceLength }: NgramMatches): Bleu {
  const ratio = (hypothesisLength + tiny) / (referenceLength + small)
  const brevity = ratio < 1 ? Math.exp(1 - 1 / ratio) : 1
  let product = 1
  const bleu = correct.map((matches, index) => {
    product *= (matches + tiny) / ((guess[index] ?? 0) + small)
    return product ** (1 / (index + 1)) * brevity
  }) as ByOrder
  return { bleu, average: mean(bleu) }
}
