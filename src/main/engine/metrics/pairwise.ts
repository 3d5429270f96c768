import { bleuOfText, ciderOfPair, countText, ngramNorms, type CountedText } from './counted-text'
import type { DocumentFrequencies } from './document-frequencies'

/** What each text scores against each other one as its only reference, [texts][texts]. */
export type PairScores = (texts: readonly (readonly string[])[]) => number[][]

/** CIDEr-D of pairs, 0 to 10: see `ciderOfPair`. */
export function ciderPairs(frequencies: DocumentFrequencies): PairScores {
  return (texts) => {
    const counted = texts.map(countText)
    const norms = counted.map((text) => ngramNorms(text, frequencies))
    return pairs(counted, (a, b, i, j) =>
      ciderOfPair(a, b, frequencies, [norms[i] ?? [], norms[j] ?? []])
    )
  }
}

/** The mean of BLEU-1 to BLEU-4 of pairs, 0 to 1: see `bleuOfText`. */
export const bleuPairs: PairScores = (texts) =>
  pairs(texts.map(countText), (a, b) => bleuOfText(a, [b]))

const pairs = (
  counted: readonly CountedText[],
  score: (a: CountedText, b: CountedText, i: number, j: number) => number
): number[][] => counted.map((a, i) => counted.map((b, j) => score(a, b, i, j)))
