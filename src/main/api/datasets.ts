import { api } from './base'

export const datasetsRouter = api.datasets.router({
  download: api.datasets.download.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('download', { ...input, kind: 'dataset' }).id
  }))
})
