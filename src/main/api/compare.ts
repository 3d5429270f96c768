import { compareData, exportComparison } from '../services/compare'
import { api, done } from './base'

export const compareRouter = api.compare.router({
  data: api.compare.data.handler(({ context, input }) =>
    compareData(context.workbench.library, input.ids)
  ),
  exportFile: api.compare.exportFile.handler(async ({ context, input, signal }) => {
    const { ids, part, file, overwrite } = input
    await exportComparison(context.workbench, ids, part, file, { overwrite, signal })
    return done
  })
})
