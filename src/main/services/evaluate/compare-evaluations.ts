import type { ComparedScores, Evaluation, ScoringChoice } from '../../../shared/domain'
import type { EngineTasks } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { sharedHypotheses } from '../../store/runs/evaluations'
import type { Library } from '../../store/core/library'
import { listReferences } from '../../store/captions/references'
import type { EngineClient } from '../engine-client/engine-client'
import { scoringWords } from '../score/scoring-words'
import { findEvaluation } from './evaluations'

type Item = EngineTasks['compareScores']['feed']

/** Items fed in one message. */
const TOGETHER = 200
const DRAWS = { rounds: 1000, seed: 42 }

/**
 * Scores of evaluations on the images that all of them have, against what people say of those
 * now, and a paired test of each against the first. Throws `evaluate.nothing-shared`.
 */
export async function compareEvaluations(
  { library, engine }: { library: Library; engine: EngineClient },
  jobIds: readonly number[]
): Promise<ComparedScores> {
  const scoring = sharedScoring(jobIds.map((id) => findEvaluation(library, id)))
  const draws = { ...DRAWS, ...(await scoringWords(scoring, library.read)) }
  const { systems, differences } = await engine.run('compareScores', draws, {
    feed: itemsOf(library, jobIds)
  })
  if (systems.length < jobIds.length) throw new AppError('evaluate.nothing-shared')
  return {
    systems: systems.map((scores, index) => ({ jobId: jobIds[index] ?? 0, scores })),
    differences
  }
}

/** As all of them were scored; by syllable where they differ. */
function sharedScoring(evaluations: readonly Evaluation[]): ScoringChoice {
  const [first, ...others] = evaluations.map(({ params: { profile, words } }) => ({
    profile,
    words
  }))
  const same = others.every(
    ({ profile, words }) => profile === first?.profile && words === first.words
  )
  return first && same ? first : { profile: 'syllable', words: null }
}

async function* itemsOf(
  { read }: Pick<Library, 'read'>,
  jobIds: readonly number[]
): AsyncGenerator<Item[]> {
  const shared = sharedHypotheses(read, jobIds)
  for (let from = 0; from < shared.length; from += TOGETHER) {
    yield shared.slice(from, from + TOGETHER).flatMap(({ imageId, texts }) => {
      const references = listReferences(read, imageId)
      return references.length > 0 ? [{ hypotheses: texts, references }] : []
    })
    await new Promise((resolve) => setImmediate(resolve))
  }
}
