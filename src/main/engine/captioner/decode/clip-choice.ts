/**
 * The place of the candidate that the search and CLIP find best together:
 * (1 − weight) · score + weight · cosine, both standardised over the candidates (mean 0, deviation 1), so
 * that one weight fits every encoder and search. The cosine of image and text is that of CLIPScore
 * (Hessel et al., 2021). Of equal ones the first.
 *
 * @param scores By which the search ranks.
 * @param cosines Null for a text without an embedding, which counts as the least of the others.
 * @param weight From 0, the search alone, to 1, CLIP alone.
 */
export function clipChoice(
  scores: readonly number[],
  cosines: readonly (number | null)[],
  weight: number
): number {
  const [search, clip] = [standardized(scores), standardized(cosines)]
  const values = search.map((value, place) => (1 - weight) * value + weight * (clip[place] ?? 0))
  return values.indexOf(Math.max(...values))
}

/** What is not a finite number counts as the least of the others; all zeros where all are the same. */
function standardized(values: readonly (number | null)[]): number[] {
  const known = values.flatMap((value) => (Number.isFinite(value) ? (value ?? 0) : []))
  const least = Math.min(...known)
  const all = values.map((value) => (Number.isFinite(value) ? (value ?? 0) : least))
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length
  const deviation = Math.sqrt(all.reduce((sum, value) => sum + (value - mean) ** 2, 0) / all.length)
  return all.map((value) => (deviation > 0 ? (value - mean) / deviation : 0))
}
