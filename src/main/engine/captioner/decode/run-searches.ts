import type { StepDecoder } from './step-decoder'
import type { Hypothesis, ImageSearch } from './search'

/**
 * Runs some searches of one kind together, a step at a time, until the last is over; an image
 * whose search is over leaves the batch.
 *
 * @param searches One for each embedding, not begun.
 * @param embeddings CLIP embeddings, each [embedding].
 * @param beforeStep Called before each step of the network; may throw to give up.
 * @returns What each search found, best first.
 */
export async function runSearches(
  decoder: StepDecoder,
  searches: readonly ImageSearch[],
  embeddings: readonly Float32Array[],
  beforeStep: () => Promise<void> = () => Promise.resolve()
): Promise<Hypothesis[][]> {
  let going = searches
  let length = 0
  await beforeStep()
  let standing = await decoder.begin(embeddings, reachOf(going, length))
  for (;;) {
    going.forEach((search, row) => search.advance(standing.scores[row] ?? []))
    length++
    const kept = [...going.keys()].filter((row) => (going[row]?.open.length ?? 0) > 0)
    if (kept.length === 0) break
    await beforeStep()
    if (kept.length < going.length) {
      standing = await standing.keep(kept)
      going = going.filter((search) => search.open.length > 0)
    }
    const paths = going.map((search) => search.open.flatMap((path) => path ?? []))
    standing = await standing.next(paths, reachOf(going, length))
  }
  standing.end()
  return searches.map((search) => search.found)
}

/** Candidates to rank for the next token after `length` tokens; null for all. */
function reachOf(searches: readonly ImageSearch[], length: number): number | null {
  const counts = searches.map((search) => search.reach(length))
  return counts.includes(null) ? null : Math.max(...counts.map((count) => count ?? 0))
}
