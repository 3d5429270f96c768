/** Lengths of n-grams that chrF counts: 1 to 6 characters. */
export const CHRF_ORDERS = 6
const BETA = 2

/** For each order: n-grams of the hypothesis, of the reference, and those that both have. */
export type NgramCounts = [hypothesis: number, reference: number, matched: number][]

/** N-grams of 1 to 6 characters without white space, by order, with how often each stands in a text. */
export function characterNgrams(text: string): Map<string, number>[] {
  const characters = Array.from(text.replaceAll(/[\p{White_Space}\x1c-\x1f]+/gu, ''))
  return Array.from({ length: CHRF_ORDERS }, (_, index) => {
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
export const compareCharacters = (
  written: Map<string, number>[],
  reference: Map<string, number>[]
): NgramCounts =>
  written.map((hypothesis, index) => {
    const of = reference[index] ?? new Map<string, number>()
    const matched = [...hypothesis].reduce(
      (sum, [ngram, count]) => sum + Math.min(count, of.get(ngram) ?? 0),
      0
    )
    return [of.size > 0 ? total(hypothesis) : 0, total(of), matched]
  })

/**
 * chrF2, 0 to 100 (Popović, 2015): the mean of precision and of recall over the orders that both sides
 * have, as one figure in which recall weighs twice precision.
 */
export function chrfOf(counts: Readonly<NgramCounts>): number {
  const held = counts.filter(([hypothesis, reference]) => hypothesis > 0 && reference > 0)
  const meanOf = (ratio: (one: NgramCounts[number]) => number): number =>
    held.reduce((sum, one) => sum + ratio(one), 0) / Math.max(1, held.length)
  const precision = meanOf(([hypothesis, , matched]) => matched / hypothesis)
  const recall = meanOf(([, reference, matched]) => matched / reference)
  const weight = BETA ** 2
  if (precision + recall === 0) return 0
  return (100 * (1 + weight) * precision * recall) / (weight * precision + recall)
}
