import {
  characterNgrams,
  chrfOf,
  CHRF_ORDERS,
  compareCharacters,
  type NgramCounts
} from '../../base/chrf'
import { referencesOf, type ScoredItem } from './words'

/** How sacrebleu 2.6 would state the settings that `corpusChrf` counts by. */
export const chrfSignature = (items: readonly ScoredItem[]): string =>
  `nrefs:${referencesOf(items)}|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0`

/**
 * chrF2 of a corpus, 0 to 100 (Popović, 2015), as sacrebleu 2 computes it: n-grams of 1 to 6
 * characters without white space, recall weighing twice precision; of several references each
 * item counts the one that it fits best.
 */
export function corpusChrf(items: readonly ScoredItem[]): number {
  const sums: NgramCounts = Array.from({ length: CHRF_ORDERS }, () => [0, 0, 0])
  for (const { hypothesis, references } of items) {
    const written = characterNgrams(hypothesis)
    const compared = references.map((reference) =>
      compareCharacters(written, characterNgrams(reference))
    )
    const scores = compared.map(chrfOf)
    const best = compared[scores.indexOf(Math.max(...scores))] ?? []
    for (const [index, [hypotheses, of, matched]] of best.entries()) {
      const sum = sums[index]
      if (!sum) continue
      sum[0] += hypotheses
      sum[1] += of
      sum[2] += matched
    }
  }
  return chrfOf(sums)
}
