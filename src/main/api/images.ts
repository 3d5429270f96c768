import { resolveLike } from '../services/similar/resolve-like'
import { findImage, getImage, setSplit } from '../store/images/images'
import { api, done } from './base'
import { likePlace } from './like-place'

export const imagesRouter = api.images.router({
  page: api.images.page.handler(async ({ context, input: { filter: asked, sort, ...page } }) => {
    const { filter, similarities } = await resolveLike(likePlace(context), asked)
    const { reader } = context.workbench.library
    const { total, rows } = await reader.ask('pageImages', filter, page, sort)
    if (!similarities) return { total, rows }
    return { total, rows: rows.map((row) => ({ ...row, similarity: similarities.get(row.id) })) }
  }),
  get: api.images.get.handler(({ context: { workbench }, input }) => {
    const image = getImage(workbench.library.read, input.id)
    workbench.missingFiles?.note(input.id)
    return image
  }),
  find: api.images.find.handler(({ context: { workbench }, input }) => ({
    id: findImage(workbench.library.read, input.id)
  })),
  indexOf: api.images.indexOf.handler(async ({ context, input }) => {
    const { filter } = await resolveLike(likePlace(context), input.filter)
    const { reader } = context.workbench.library
    return { index: await reader.ask('indexOfImage', input.id, filter, input.sort) }
  }),
  nextUndone: api.images.nextUndone.handler(async ({ context, input }) => {
    const { filter } = await resolveLike(likePlace(context), input.filter)
    return context.workbench.library.reader.ask('nextUndoneImage', input.index, filter, input.sort)
  }),
  idsBetween: api.images.idsBetween.handler(async ({ context, input }) => {
    const { filter } = await resolveLike(likePlace(context), input.filter)
    const { reader } = context.workbench.library
    return { ids: await reader.ask('imageIdsBetween', { ...input, filter }) }
  }),
  setSplit: api.images.setSplit.handler(({ context, input }) => {
    setSplit(context.workbench.library.write, input.ids, input.split, context.caller.actor)
    return done
  })
})
