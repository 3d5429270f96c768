import { AppError } from '../../shared/errors'
import { countItems, pageItems } from '../store/jobs/ledger'
import {
  editCaption,
  exportCaptioning,
  intoLibrary,
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
  exportFile: api.captioning.exportFile.handler(({ context, input, signal }) => {
    // Without a file, texts are written beside the images.
    if (input.file === null && context.caller.role !== 'admin')
      throw new AppError('people.no-paths')
    return exportCaptioning(context.workbench.library, input, signal)
  }),
  intoLibrary: api.captioning.intoLibrary.handler(({ context, input }) =>
    intoLibrary(context.workbench.library, input.jobId)
  ),
  score: api.captioning.score.handler(({ context: { workbench }, input }) =>
    scoreCaptioning(workbench, input.jobId, input.references, input)
  )
})
