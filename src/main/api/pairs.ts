import { savePair } from '../services/annotate'
import { api } from './base'

export const pairsRouter = api.pairs.router({
  page: api.pairs.page.handler(({ context, input }) =>
    context.workbench.library.reader.ask('pagePairs', input, input)
  ),
  save: api.pairs.save.handler(({ context: { workbench }, input }) => {
    const pair = savePair(workbench.library.write, input)
    workbench.announceData('pairs')
    return pair
  })
})
