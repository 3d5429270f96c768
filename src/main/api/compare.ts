import { compareData, exportComparison } from '../services/compare'
import { api, done } from './base'

export const compareRouter = api.compare.router({
  data: api.compare.data.handler(({ context, input }) =>
    compareData(context.workbench.library, input.ids)
  ),
  exportFile: api.compare.exportFile.handler(async ({ context, input }) => {
    await exportComparison(context.workbench.library, input.ids, input.part, input.file)
    return done
  })
})
