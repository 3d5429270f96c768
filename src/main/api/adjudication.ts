import { resolveLike } from '../services/similar/resolve-like'
import { adjudicate } from '../store/agreement/adjudicate'
import { adjudicationItem } from '../store/agreement/contested'
import { api } from './base'

export const adjudicationRouter = api.adjudication.router({
  queue: api.adjudication.queue.handler(async ({ context: { workbench }, input }) => {
    const { filter } = await resolveLike(workbench, input.filter)
    return { imageIds: await workbench.library.reader.ask('contestedImages', filter) }
  }),
  get: api.adjudication.get.handler(({ context: { workbench }, input }) =>
    adjudicationItem(workbench.library.read, input.imageId)
  ),
  settle: api.adjudication.settle.handler(({ context: { workbench, caller }, input }) => {
    adjudicate(workbench.library.write, input, caller.actor)
    return adjudicationItem(workbench.library.write, input.imageId)
  })
})
