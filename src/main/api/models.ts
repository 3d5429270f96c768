import { exportCaptioner } from '../services/models/export-captioner'
import { addModel } from '../services/models/models'
import { listModels, removeModel } from '../store/runs/models'
import { api, done } from './base'

export const modelsRouter = api.models.router({
  list: api.models.list.handler(({ context }) => listModels(context.workbench.library.read)),
  add: api.models.add.handler(({ context, input }) => addModel(context.workbench, input)),
  download: api.models.download.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('download', input).id
  })),
  exportCaptioner: api.models.exportCaptioner.handler(({ context, input, signal }) =>
    exportCaptioner(context.workbench, input, signal)
  ),
  remove: api.models.remove.handler(({ context: { workbench }, input }) => {
    removeModel(workbench.library.write, input.id)
    return done
  })
})
