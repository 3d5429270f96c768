import { exportCaptioning } from '../services/export'
import { pagePredictions } from '../services/runs'
import { api } from './base'

export const captioningRouter = api.captioning.router({
  start: api.captioning.start.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('caption', input).id
  })),
  evaluate: api.captioning.evaluate.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('evaluate', input).id
  })),
  items: api.captioning.items.handler(({ context, input }) =>
    pagePredictions(context.workbench.library.read, input.jobId, input)
  ),
  exportFile: api.captioning.exportFile.handler(({ context, input }) =>
    exportCaptioning(context.workbench.library, input)
  )
})
