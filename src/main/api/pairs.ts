import { addPair, pairHistory, removePair, savePair } from '../store/pairs/pairs'
import { api, done } from './base'

export const pairsRouter = api.pairs.router({
  page: api.pairs.page.handler(({ context, input }) =>
    context.workbench.library.reader.ask('pagePairs', input, input)
  ),
  save: api.pairs.save.handler(({ context: { workbench, caller }, input }) =>
    savePair(workbench.library.write, input, caller.actor)
  ),
  add: api.pairs.add.handler(({ context: { workbench, caller }, input }) =>
    addPair(workbench.library.write, input, caller.actor)
  ),
  remove: api.pairs.remove.handler(({ context: { workbench, caller }, input }) => {
    removePair(workbench.library.write, input.id, caller.actor)
    return done
  }),
  history: api.pairs.history.handler(({ context, input }) =>
    pairHistory(context.workbench.library.read, input.id)
  )
})
