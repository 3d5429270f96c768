import { computed, type ComputedRef } from 'vue'
import * as v from 'valibot'
import {
  EvaluateParams,
  EvaluateReport,
  type CaptionerChoice,
  type Job
} from '../../../shared/domain'
import { useJobsStore } from '../jobs/jobs-store'

export interface Evaluation {
  job: Job
  params: EvaluateParams
  /** Null until it is done. */
  report: EvaluateReport | null
}

/** The evaluations of one captioner, also together with others, the newest first. */
export function useEvaluations(choice: () => CaptionerChoice): ComputedRef<Evaluation[]> {
  const jobs = useJobsStore()
  return computed(() =>
    jobs.ofKind('evaluate').flatMap((job) => {
      const params = v.safeParse(EvaluateParams, job.params)
      if (!params.success || !isOf(params.output, choice())) return []
      const report = v.safeParse(EvaluateReport, job.result)
      return [{ job, params: params.output, report: report.success ? report.output : null }]
    })
  )
}

const isOf = (params: EvaluateParams, { runId, checkpoint, modelId }: CaptionerChoice): boolean =>
  runId === undefined
    ? params.runId === undefined && params.modelId === modelId
    : params.runId === runId && params.checkpoint === checkpoint
