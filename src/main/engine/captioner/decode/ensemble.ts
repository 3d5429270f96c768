import type { Candidate, RowScores } from './candidates'
import { Best } from './log-probabilities'
import type { Standing, StepDecoder } from './step-decoder'

/**
 * Several captioners as one: the probability of a token is the mean of theirs, as in fairseq (Ott et
 * al., 2019) and in the ensembles of Rennie et al. (2017), computed in float64. Unlike the mean of
 * the log-probabilities it is a probability again, so that sampling and sums of beams keep their
 * meaning. All must have the same tokens; their sizes may differ.
 */
export const ensembleOf = (members: readonly StepDecoder[]): StepDecoder => ({
  room: Math.min(...members.map(({ room }) => room)),
  // What is best for one need not be best for all: every token is wanted of each.
  begin: async (embeddings) => joined(await inTurn(members, (one) => one.begin(embeddings, null)))
})

const joined = (members: readonly Standing[]): Standing => ({
  scores: (members[0]?.scores ?? []).map((rows, image) =>
    rows.map((_, place) => meanOf(members.flatMap(({ scores }) => scores[image]?.[place] ?? [])))
  ),
  next: async (paths) => joined(await inTurn(members, (one) => one.next(paths, null))),
  keep: async (images) => joined(await inTurn(members, (one) => one.keep(images))),
  end() {
    for (const one of members) one.end()
  }
})

/** One after the other: each takes all cores. */
async function inTurn<Member>(
  members: readonly Member[],
  step: (member: Member) => Promise<Standing>
): Promise<Standing[]> {
  const standings: Standing[] = []
  for (const member of members) standings.push(await step(member))
  return standings
}

/** The scores of one row by the mean of the members' probabilities. */
export function meanOf(members: readonly RowScores[]): RowScores {
  const each = members.map((scores) => ({ logits: scores.logits(), shift: scores.logSum() }))
  // A table may have rows beyond the tokens that all know.
  const length = Math.max(...each.map(({ logits }) => logits.length))
  const meanAt = (id: number): number => {
    let largest = Number.NEGATIVE_INFINITY
    for (const { logits, shift } of each) {
      largest = Math.max(largest, (logits[id] ?? Number.NEGATIVE_INFINITY) - shift)
    }
    if (largest === Number.NEGATIVE_INFINITY) return largest
    let sum = 0
    for (const { logits, shift } of each) {
      sum += Math.exp((logits[id] ?? Number.NEGATIVE_INFINITY) - shift - largest)
    }
    return largest + Math.log(sum / each.length)
  }
  let all: Float32Array | null = null
  return {
    logits: () => (all ??= Float32Array.from({ length }, (_, id) => meanAt(id))),
    // The probabilities of all tokens add up to 1.
    logSum: () => 0,
    best: (count) => bestOf(members, each, count, meanAt)
  }
}

/**
 * The tokens with the largest means. A mean is at most the largest of its members', so that only
 * tokens matter of which some member has at least what the last of the best known ones has on average.
 */
function bestOf(
  members: readonly RowScores[],
  each: readonly { logits: Float32Array; shift: number }[],
  count: number,
  meanAt: (id: number) => number
): Candidate[] {
  const means = new Map<number, number>()
  for (const scores of members) {
    for (const { id } of scores.best(count)) if (!means.has(id)) means.set(id, meanAt(id))
  }
  const least = [...means.values()].sort((a, b) => b - a)[count - 1] ?? Number.NEGATIVE_INFINITY
  for (const { logits, shift } of each) {
    // Rounding must not leave out a token that just reaches it.
    const limit = least + shift - 1e-6
    for (let id = 0; id < logits.length; id++) {
      if ((logits[id] ?? 0) >= limit && !means.has(id)) means.set(id, meanAt(id))
    }
  }
  const best = new Best(count)
  const ids = [...means.keys()].sort((a, b) => a - b)
  ids.forEach((id, place) => {
    best.offer(place, means.get(id) ?? Number.NEGATIVE_INFINITY)
  })
  return best.ranked.map(({ index, value }) => ({
    id: ids[index] ?? 0,
    logit: value,
    logProbability: value
  }))
}
