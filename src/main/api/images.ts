import { getImage, indexOfImage, nextUndoneImage, pageImages, setSplit } from '../services/annotate'
import { api, done } from './base'

export const imagesRouter = api.images.router({
  page: api.images.page.handler(({ context, input }) =>
    pageImages(context.workbench.library.read, input.filter, input)
  ),
  get: api.images.get.handler(({ context, input }) =>
    getImage(context.workbench.library.read, input.id)
  ),
  indexOf: api.images.indexOf.handler(({ context, input }) => ({
    index: indexOfImage(context.workbench.library.read, input.id, input.filter)
  })),
  nextUndone: api.images.nextUndone.handler(({ context, input }) =>
    nextUndoneImage(context.workbench.library.read, input.index, input.filter)
  ),
  setSplit: api.images.setSplit.handler(({ context, input }) => {
    setSplit(context.workbench.library.write, input.ids, input.split)
    context.workbench.announceData('images')
    return done
  })
})
