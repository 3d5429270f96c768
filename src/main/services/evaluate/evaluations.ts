import * as v from 'valibot'
import { EvaluateParams, EvaluateReport, type Evaluation } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import * as store from '../../store/runs/evaluations'
import type { Library } from '../../store/core/library'

/** The evaluations that are done, newest first. */
export const listEvaluations = ({ read }: Pick<Library, 'read'>): Evaluation[] =>
  store.listEvaluations(read).flatMap(({ job, kept }) => {
    const params = v.safeParse(EvaluateParams, job.params)
    const report = v.safeParse(EvaluateReport, job.result)
    if (!params.success || !report.success) return []
    const finishedAt = job.finishedAt ?? job.createdAt
    return { jobId: job.id, params: params.output, report: report.output, finishedAt, kept }
  })

/** An evaluation whose images were kept. Throws `entity.not-found` or `evaluate.not-kept`. */
export function findEvaluation(library: Pick<Library, 'read'>, jobId: number): Evaluation {
  const found = listEvaluations(library).find((evaluation) => evaluation.jobId === jobId)
  if (!found) throw new AppError('entity.not-found', { entity: 'evaluation', id: jobId })
  if (!found.kept) throw new AppError('evaluate.not-kept', { id: jobId })
  return found
}
