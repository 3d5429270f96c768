import { addPair, pairHistory, removePair, savePair } from '../services/annotate'
import { api, done } from './base'

export const pairsRouter = api.pairs.router({
  page: api.pairs.page.handler(({ context, input }) =>
    context.workbench.library.reader.ask('pagePairs', input, input)
  ),
  save: api.pairs.save.handler(({ context: { workbench }, input }) => {
    const pair = savePair(workbench.library.write, input, workbench.actor)
    workbench.announceData('pairs')
    return pair
  }),
  add: api.pairs.add.handler(({ context: { workbench }, input }) => {
    const pair = addPair(workbench.library.write, input, workbench.actor)
    workbench.announceData('pairs')
    return pair
  }),
  remove: api.pairs.remove.handler(({ context: { workbench }, input }) => {
    removePair(workbench.library.write, input.id, workbench.actor)
    workbench.announceData('pairs')
    return done
  }),
  history: api.pairs.history.handler(({ context, input }) =>
    pairHistory(context.workbench.library.read, input.id)
  )
})
