import type { Corpus } from './corpus'

/** Weight of recall against precision in the F-measure, as the COCO evaluation sets it. */
const beta = 1.2

/**
 * ROUGE-L of each item, 0 to 1.
 *
 * [items]: F = (1 + β²)·P·R / (R + β²·P) with P = LCS / hypothesis length and R = LCS / reference
 * length, each the largest over the references.
 */
export function rougeSentences({ items, words, starts, firsts }: Corpus): Float64Array {
  const scores = new Float64Array(items)
  const common = longestCommonSubsequence(words)
  for (let item = 0; item < items; item++) {
    const hypothesis = firsts[item] ?? 0
    const from = starts[hypothesis] ?? 0
    const to = starts[hypothesis + 1] ?? 0
    let precision = 0
    let recall = 0
    for (let text = hypothesis + 1; text < (firsts[item + 1] ?? 0); text++) {
      const start = starts[text] ?? 0
      const end = starts[text + 1] ?? 0
      const length = common(from, to, start, end)
      if (length === 0) continue
      precision = Math.max(precision, length / (to - from))
      recall = Math.max(recall, length / (end - start))
    }
    if (precision === 0 || recall === 0) continue
    scores[item] = ((1 + beta ** 2) * precision * recall) / (recall + beta ** 2 * precision)
  }
  return scores
}

/** Length of the longest common subsequence of two ranges of `words`, by the usual table. */
function longestCommonSubsequence(words: Int32Array) {
  /** `row[j]` is the length for the words so far of one range and the first `j` of the other. */
  let row = new Uint16Array(64)
  return (from: number, to: number, start: number, end: number): number => {
    const width = end - start
    if (row.length <= width) row = new Uint16Array(2 * width)
    row.fill(0, 0, width + 1)
    for (let place = from; place < to; place++) {
      const word = words[place]
      let diagonal = 0
      let left = 0
      for (let j = 1; j <= width; j++) {
        const above = row[j] ?? 0
        const here = words[start + j - 1] === word ? diagonal + 1 : above > left ? above : left
        row[j] = here
        diagonal = above
        left = here
      }
    }
    return row[width] ?? 0
  }
}
