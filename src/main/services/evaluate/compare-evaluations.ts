import type { ComparedScores } from '../../../shared/domain'
import type { EngineTasks } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { sharedHypotheses } from '../../store/evaluations'
import type { Library } from '../../store/library'
import { listReferences } from '../../store/references'
import type { EngineClient } from '../engine-client/engine-client'
import { findEvaluation } from './evaluations'

type Item = EngineTasks['compareScores']['feed']

/** Items fed in one message. */
const TOGETHER = 200
const DRAWS = { rounds: 1000, seed: 42 }

/**
 * Scores of evaluations on the pictures that all of them have, against what people say of those
 * now, and a paired test of each against the first. Throws `evaluate.nothing-shared`.
 */
export async function compareEvaluations(
  { library, engine }: { library: Library; engine: EngineClient },
  jobIds: readonly number[]
): Promise<ComparedScores> {
  for (const id of jobIds) findEvaluation(library, id)
  const { systems, differences } = await engine.run('compareScores', DRAWS, {
    feed: itemsOf(library, jobIds)
  })
  if (systems.length < jobIds.length) throw new AppError('evaluate.nothing-shared')
  return {
    systems: systems.map((scores, index) => ({ jobId: jobIds[index] ?? 0, scores })),
    differences
  }
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
