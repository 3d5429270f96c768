import { referencesOf, type ScoredItem } from './words'

const ORDERS = 6
const BETA = 2

/** For each order: n-grams of the hypothesis, of the reference, and those that both have. */
type Counts = [hypothesis: number, reference: number, matched: number][]

/** How sacrebleu 2.6 would state the settings that `corpusChrf` counts by. */
export const chrfSignature = (items: readonly ScoredItem[]): string =>
  `nrefs:${referencesOf(items)}|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0`

/**
 * chrF2 of a corpus, 0 to 100 (Popović, 2015), as sacrebleu 2 computes it: n-grams of 1 to 6
 * characters without white space, recall weighing twice precision; of several references each
 * item counts the one that it fits best.
 */
export function corpusChrf(items: readonly ScoredItem[]): number {
  const sums: Counts = Array.from({ length: ORDERS }, () => [0, 0, 0])
  for (const { hypothesis, references } of items) {
    const written = countsOf(hypothesis)
    const compared = references.map((reference) => compare(written, countsOf(reference)))
    const scores = compared.map(fScore)
    const best = compared[scores.indexOf(Math.max(...scores))] ?? []
    for (const [index, [hypotheses, of, matched]] of best.entries()) {
      const sum = sums[index]
      if (!sum) continue
      sum[0] += hypotheses
      sum[1] += of
      sum[2] += matched
    }
  }
  return fScore(sums)
}

/** How often each n-gram stands in a text, by order. */
function countsOf(text: string): Map<string, number>[] {
  const characters = Array.from(text.replaceAll(/[\p{White_Space}\x1c-\x1f]+/gu, ''))
  return Array.from({ length: ORDERS }, (_, index) => {
    const counts = new Map<string, number>()
    for (let at = 0; at + index < characters.length; at++) {
      const ngram = characters.slice(at, at + index + 1).join('')
      counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
    }
    return counts
  })
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((sum, count) => sum + count, 0)

/** Without an n-gram in the reference, those of the hypothesis do not count either. */
const compare = (written: Map<string, number>[], reference: Map<string, number>[]): Counts =>
  written.map((hypothesis, index) => {
    const of = reference[index] ?? new Map<string, number>()
    const matched = [...hypothesis].reduce(
      (sum, [ngram, count]) => sum + Math.min(count, of.get(ngram) ?? 0),
      0
    )
    return [of.size > 0 ? total(hypothesis) : 0, total(of), matched]
  })

/** The mean of precision and of recall over the orders that both sides have, as one figure. */
function fScore(counts: Readonly<Counts>): number {
  const held = counts.filter(([hypothesis, reference]) => hypothesis > 0 && reference > 0)
  const meanOf = (ratio: (one: Counts[number]) => number): number =>
    held.reduce((sum, one) => sum + ratio(one), 0) / Math.max(1, held.length)
  const precision = meanOf(([hypothesis, , matched]) => matched / hypothesis)
  const recall = meanOf(([, reference, matched]) => matched / reference)
  const weight = BETA ** 2
  if (precision + recall === 0) return 0
  return (100 * (1 + weight) * precision * recall) / (weight * precision + recall)
}
