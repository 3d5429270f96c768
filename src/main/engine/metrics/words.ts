/** A caption to be judged, with the captions that people gave the same image. */
export interface ScoredItem {
  hypothesis: string
  references: readonly string[]
}

/** The words of `text`: what is between runs of white space, by Python's `str.split`. */
export const splitWords = (text: string): string[] =>
  text.match(/[^\p{White_Space}\x1c-\x1f]+/gu) ?? []

/** 0 for no values. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** How many references an item has, or `var` where that varies, as sacrebleu states it. */
export function referencesOf(items: readonly ScoredItem[]): string {
  const counts = new Set(items.map(({ references }) => references.length))
  return counts.size === 1 ? String([...counts][0]) : 'var'
}
