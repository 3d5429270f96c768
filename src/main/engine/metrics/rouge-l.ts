import { mean, splitWords, type ScoredItem } from './words'

/** Weight of recall against precision in the F-measure, as the COCO evaluation sets it. */
const beta = 1.2

/** ROUGE-L of each item, 0 to 1, and their mean. */
export function rougeL(items: readonly ScoredItem[]): { mean: number; sentences: number[] } {
  const sentences = items.map(sentenceRougeL)
  return { mean: mean(sentences), sentences }
}

/**
 * F = (1 + β²)·P·R / (R + β²·P) with P = LCS / hypothesis length and R = LCS / reference length,
 * each the largest over the references.
 */
export function sentenceRougeL({ hypothesis, references }: ScoredItem): number {
  const words = splitWords(hypothesis)
  let precision = 0
  let recall = 0
  for (const reference of references.map(splitWords)) {
    const common = longestCommonSubsequence(words, reference)
    if (common === 0) continue
    precision = Math.max(precision, common / words.length)
    recall = Math.max(recall, common / reference.length)
  }
  if (precision === 0 || recall === 0) return 0
  return ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision)
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  // `row[j]` is the length for the words of `a` so far and the first `j` words of `b`.
  let row = new Uint32Array(b.length + 1)
  for (const word of a) {
    const next = new Uint32Array(b.length + 1)
    for (const [j, other] of b.entries()) {
      next[j + 1] = word === other ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)
    }
    row = next
  }
  return row[b.length] ?? 0
}
