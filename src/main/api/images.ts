import { getImage, setSplit } from '../services/annotate'
import { api, done } from './base'

export const imagesRouter = api.images.router({
  page: api.images.page.handler(({ context: { workbench }, input: { filter, sort, ...page } }) =>
    workbench.library.reader.ask('pageImages', filter, page, sort)
  ),
  first: api.images.first.handler(({ context, input: { filter, sort, limit } }) =>
    context.workbench.library.reader.ask('firstImages', filter, limit, sort)
  ),
  get: api.images.get.handler(({ context, input }) =>
    getImage(context.workbench.library.read, input.id)
  ),
  indexOf: api.images.indexOf.handler(async ({ context, input: { id, filter, sort } }) => ({
    index: await context.workbench.library.reader.ask('indexOfImage', id, filter, sort)
  })),
  nextUndone: api.images.nextUndone.handler(({ context, input: { index, filter, sort } }) =>
    context.workbench.library.reader.ask('nextUndoneImage', index, filter, sort)
  ),
  idsBetween: api.images.idsBetween.handler(async ({ context, input }) => ({
    ids: await context.workbench.library.reader.ask('imageIdsBetween', input)
  })),
  setSplit: api.images.setSplit.handler(({ context, input }) => {
    setSplit(context.workbench.library.write, input.ids, input.split, context.workbench.actor)
    context.workbench.announceData('images')
    return done
  })
})
