/** A caption to be judged, with the captions that people gave the same picture. */
export interface ScoredItem {
  hypothesis: string
  references: readonly string[]
}

/** The words of `text`: what stands between runs of white space, by Python's `str.split`. */
export const splitWords = (text: string): string[] =>
  text.match(/[^\p{White_Space}\x1c-\x1f]+/gu) ?? []

/** How often each run of `n` words occurs, keyed by its words with a space between. */
export function countNgrams(words: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>()
  for (let start = 0; start + n <= words.length; start++) {
    const ngram = words.slice(start, start + n).join(' ')
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1)
  }
  return counts
}

/** 0 for no values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
