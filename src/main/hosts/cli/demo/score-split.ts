import * as v from 'valibot'
import { EvaluateReport, type EvaluateParams } from '../../../../shared/domain'
import { countNewWords, type NewWords } from '../../../services/demo'
import { runJob } from '../run-job'
import type { Session } from '../session'

/** Scores of captions on a split of the demo, and the new words in them. */
export interface SplitScores {
  scores: EvaluateReport
  newWords: NewWords
}

/** Evaluates what `params` name, and counts the new words in the captions that came out. */
export async function scoreSplit(
  session: Session,
  params: v.InferInput<typeof EvaluateParams>
): Promise<SplitScores> {
  const { api } = session
  const { jobId } = await api.captioning.evaluate(params)
  const { result } = await runJob(session, jobId)
  const { rows } = await api.review.page({ jobId, order: 'loss', offset: 0, limit: 500 })
  const captioned = rows.map(({ text, captions }) => ({
    text,
    references: captions.map(({ judged }) => judged)
  }))
  return { scores: v.parse(EvaluateReport, result), newWords: countNewWords(captioned) }
}
