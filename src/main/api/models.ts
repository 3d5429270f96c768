import { exportCaptioner } from '../services/models/export-captioner'
import { addModel, listModels, removeModel } from '../services/models/models'
import { api, done } from './base'

export const modelsRouter = api.models.router({
  list: api.models.list.handler(({ context }) => listModels(context.workbench.library.read)),
  add: api.models.add.handler(async ({ context: { workbench }, input }) => {
    const model = await addModel(workbench, input)
    workbench.announceData('models')
    workbench.announceLibrary()
    return model
  }),
  download: api.models.download.handler(({ context, input }) => ({
    jobId: context.workbench.queue.add('download', input).id
  })),
  exportCaptioner: api.models.exportCaptioner.handler(({ context, input }) =>
    exportCaptioner(context.workbench, input)
  ),
  remove: api.models.remove.handler(({ context: { workbench }, input }) => {
    removeModel(workbench.library.write, input.id)
    workbench.announceData('models')
    workbench.announceLibrary()
    return done
  })
})
