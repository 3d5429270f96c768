import type { PairScores } from '../../metrics/pairwise'
import type { Hypothesis } from './search'

/** What candidates are weighted by: their probability by the model, or all the same. */
export type CandidateWeights = 'probability' | 'equal'

/**
 * The place of the candidate with the minimum Bayes risk (Kumar & Byrne, 2004): the highest expected
 * score against the candidates, Σ p(y')·score(y, y'). Their probabilities are normalised over the
 * list; samples are drawn by them already, so that each counts the same (Eikema & Aziz, 2020). Of
 * equal ones the first.
 *
 * @param texts The words of each candidate.
 */
export function minimumRisk(
  found: readonly Pick<Hypothesis, 'sum'>[],
  texts: readonly (readonly string[])[],
  score: PairScores,
  weights: CandidateWeights
): number {
  const largest = Math.max(...found.map(({ sum }) => sum))
  const shares = found.map(({ sum }) => (weights === 'equal' ? 1 : Math.exp(sum - largest)))
  const expected = score(texts).map((row) =>
    row.reduce((total, value, place) => total + value * (shares[place] ?? 0), 0)
  )
  return expected.indexOf(Math.max(...expected))
}
