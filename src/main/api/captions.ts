import {
  captionHistory,
  countTokens,
  imageHistory,
  mergeCaptions,
  moveCaption,
  redoInSteps,
  removeCaption,
  restoreCaption,
  saveCaption,
  setCaptionStatus,
  settleImage,
  splitCaption,
  undoInSteps
} from '../services/annotate'
import type { Workbench } from '../services/workbench/workbench'
import { api, done } from './base'

const mostRevisions = 500

/** Does what changes captions, and tells the windows. */
function changing<T>({ workbench }: { workbench: Workbench }, change: (w: Workbench) => T): T {
  const result = change(workbench)
  workbench.announceData('captions')
  return result
}

export const captionsRouter = api.captions.router({
  save: api.captions.save.handler(({ context, input }) =>
    changing(context, ({ library, actor }) => saveCaption(library.write, input, actor))
  ),
  setStatus: api.captions.setStatus.handler(({ context, input: { id, status } }) =>
    changing(context, ({ library, actor }) => setCaptionStatus(library.write, id, status, actor))
  ),
  settle: api.captions.settle.handler(({ context, input }) =>
    changing(context, ({ library, actor }) => settleImage(library.write, input, actor))
  ),
  split: api.captions.split.handler(({ context, input }) =>
    changing(context, ({ library, actor }) => splitCaption(library.write, input, actor))
  ),
  merge: api.captions.merge.handler(({ context, input }) =>
    changing(context, ({ library, actor }) => mergeCaptions(library.write, input, actor))
  ),
  move: api.captions.move.handler(({ context, input }) =>
    changing(context, ({ library, actor }) => moveCaption(library.write, input, actor))
  ),
  remove: api.captions.remove.handler(({ context, input }) =>
    changing(context, ({ library, actor }) => {
      removeCaption(library.write, input.id, actor)
      return done
    })
  ),
  history: api.captions.history.handler(({ context, input }) =>
    captionHistory(context.workbench.library.read, input.id)
  ),
  imageHistory: api.captions.imageHistory.handler(({ context, input }) =>
    imageHistory(context.workbench.library.read, input.imageId, mostRevisions)
  ),
  restore: api.captions.restore.handler(({ context, input }) =>
    changing(context, ({ library, actor }) => restoreCaption(library.write, input, actor))
  ),
  countTokens: api.captions.countTokens.handler(({ context: { workbench }, input }) =>
    countTokens(workbench, input)
  ),
  undo: api.captions.undo.handler(async ({ context: { workbench } }) => {
    const undone = await undoInSteps(workbench.library.write)
    if (undone) workbench.announceData('captions', 'images', 'pairs')
    return undone
  }),
  redo: api.captions.redo.handler(async ({ context: { workbench } }) => {
    const redone = await redoInSteps(workbench.library.write)
    if (redone) workbench.announceData('captions', 'images', 'pairs')
    return redone
  })
})
