import {
  compareEvaluations,
  fineTune,
  listEvaluations,
  settleCaption,
  writeEvaluation
} from '../services/evaluate'
import { api } from './base'

export const reviewRouter = api.review.router({
  evaluations: api.review.evaluations.handler(({ context }) =>
    listEvaluations(context.workbench.library)
  ),
  page: api.review.page.handler(async ({ context, input: { jobId, order, ...page } }) => {
    const { reader } = context.workbench.library
    return {
      total: await reader.ask('countEvaluated', jobId),
      rows: await reader.ask('pageReview', jobId, order, page)
    }
  }),
  firstOpen: api.review.firstOpen.handler(({ context, input: { jobId, order } }) =>
    context.workbench.library.reader.ask('firstOpenReview', jobId, order)
  ),
  placeOf: api.review.placeOf.handler(({ context, input: { jobId, order, imageId } }) =>
    context.workbench.library.reader.ask('placeInReview', jobId, order, imageId)
  ),
  counts: api.review.counts.handler(({ context, input }) =>
    context.workbench.library.reader.ask('countReview', input.jobId)
  ),
  settle: api.review.settle.handler(({ context: { workbench, caller }, input }) =>
    settleCaption(workbench.library, input, caller.actor)
  ),
  fineTune: api.review.fineTune.handler(({ context, input }) => fineTune(context.workbench, input)),
  compare: api.review.compare.handler(({ context: { workbench }, input }) =>
    compareEvaluations(workbench, input.jobIds)
  ),
  exportFile: api.review.exportFile.handler(({ context, input, signal }) => {
    const { jobId, file, overwrite } = input
    return writeEvaluation(context.workbench.library, jobId, file, { overwrite, signal })
  })
})
