import {
  captionHistory,
  redo,
  removeCaption,
  saveCaption,
  setCaptionStatus,
  undo
} from '../services/annotate'
import { api, done } from './base'

export const captionsRouter = api.captions.router({
  save: api.captions.save.handler(({ context: { workbench }, input }) => {
    const caption = saveCaption(workbench.library.write, input)
    workbench.announceData('captions')
    return caption
  }),
  setStatus: api.captions.setStatus.handler(({ context: { workbench }, input }) => {
    const caption = setCaptionStatus(workbench.library.write, input.id, input.status)
    workbench.announceData('captions')
    return caption
  }),
  remove: api.captions.remove.handler(({ context: { workbench }, input }) => {
    removeCaption(workbench.library.write, input.id)
    workbench.announceData('captions')
    return done
  }),
  history: api.captions.history.handler(({ context, input }) =>
    captionHistory(context.workbench.library.read, input.id)
  ),
  undo: api.captions.undo.handler(({ context: { workbench } }) => {
    const undone = undo(workbench.library.write)
    if (undone) workbench.announceData('captions', 'images', 'pairs')
    return undone
  }),
  redo: api.captions.redo.handler(({ context: { workbench } }) => {
    const redone = redo(workbench.library.write)
    if (redone) workbench.announceData('captions', 'images', 'pairs')
    return redone
  })
})
