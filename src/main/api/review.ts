import {
  compareEvaluations,
  fineTune,
  listEvaluations,
  pageReview,
  reviewCounts,
  settleCaption,
  writeEvaluation
} from '../services/evaluate'
import { api } from './base'

export const reviewRouter = api.review.router({
  evaluations: api.review.evaluations.handler(({ context }) =>
    listEvaluations(context.workbench.library)
  ),
  page: api.review.page.handler(({ context, input }) =>
    pageReview(context.workbench.library, input)
  ),
  counts: api.review.counts.handler(({ context, input }) =>
    reviewCounts(context.workbench.library, input.jobId)
  ),
  settle: api.review.settle.handler(({ context: { workbench }, input }) => {
    const item = settleCaption(workbench.library, input, workbench.actor)
    workbench.announceData('captions')
    return item
  }),
  fineTune: api.review.fineTune.handler(async ({ context: { workbench }, input }) => {
    const queued = await fineTune(workbench, input)
    workbench.announceData('models')
    workbench.announceLibrary()
    return queued
  }),
  compare: api.review.compare.handler(({ context: { workbench }, input }) =>
    compareEvaluations(workbench, input.jobIds)
  ),
  exportFile: api.review.exportFile.handler(async ({ context, input }) => ({
    pictures: await writeEvaluation(context.workbench.library, input.jobId, input.file)
  }))
})
