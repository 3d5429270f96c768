import {
  countItems,
  editCaption,
  exportCaptioning,
  intoLibrary,
  pageItems,
  retryCaptioning,
  scoreCaptioning
} from '../services/captioning'
import { api } from './base'

export const captioningRouter = api.captioning.router({
  start: api.captioning.start.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('caption', input).id
  })),
  evaluate: api.captioning.evaluate.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('evaluate', input).id
  })),
  counts: api.captioning.counts.handler(({ context, input }) =>
    countItems(context.workbench.library.read, input.jobId)
  ),
  items: api.captioning.items.handler(({ context, input }) =>
    pageItems(context.workbench.library.read, input.jobId, input, input.state)
  ),
  again: api.captioning.again.handler(({ context, input }) => ({
    jobId: context.workbench.queue.again(input.jobId).id
  })),
  retryFailed: api.captioning.retryFailed.handler(({ context: { workbench }, input }) => ({
    jobId: retryCaptioning(workbench.library, workbench.queue, input.jobId)
  })),
  edit: api.captioning.edit.handler(({ context, input }) =>
    editCaption(context.workbench.library, input)
  ),
  exportFile: api.captioning.exportFile.handler(({ context, input }) =>
    exportCaptioning(context.workbench.library, input)
  ),
  intoLibrary: api.captioning.intoLibrary.handler(async ({ context: { workbench }, input }) => {
    const report = await intoLibrary(workbench.library, input.jobId)
    if (report.added > 0) workbench.announceData('captions')
    return report
  }),
  score: api.captioning.score.handler(({ context: { workbench }, input }) =>
    scoreCaptioning(workbench, input.jobId, input.references)
  )
})
