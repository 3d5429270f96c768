import type { Caller } from '../services/people/caller'
import { countTokens } from '../services/models/count-tokens'
import {
  mergeCaptions,
  moveCaption,
  restoreCaption,
  settleImage,
  splitCaption
} from '../store/captions/caption-edits'
import { captionHistory, imageHistory } from '../store/captions/caption-history'
import { addNote, resolveNote } from '../store/captions/notes'
import { reviewSettings, setReviewSettings } from '../store/captions/review-rule'
import { decideConflict } from '../store/captions/conflicts'
import { removeCaption, saveCaption, setCaptionStatus } from '../store/captions/captions'
import { redoInSteps, undoInSteps } from '../store/core/undo'
import { api, done } from './base'

const maxRevisions = 500

/** Whose changes a person takes back: on a team's server their own, elsewhere all that there are. */
const ownChanges = ({ name, actor }: Caller): string | null => (name === null ? null : actor)

export const captionsRouter = api.captions.router({
  save: api.captions.save.handler(({ context: { workbench, caller }, input }) =>
    saveCaption(workbench.library.write, input, caller.actor)
  ),
  setStatus: api.captions.setStatus.handler(
    ({ context: { workbench, caller }, input: { id, status } }) =>
      setCaptionStatus(workbench.library.write, id, status, caller.actor)
  ),
  settle: api.captions.settle.handler(({ context: { workbench, caller }, input }) =>
    settleImage(workbench.library.write, input, caller.actor)
  ),
  split: api.captions.split.handler(({ context: { workbench, caller }, input }) =>
    splitCaption(workbench.library.write, input, caller.actor)
  ),
  merge: api.captions.merge.handler(({ context: { workbench, caller }, input }) =>
    mergeCaptions(workbench.library.write, input, caller.actor)
  ),
  move: api.captions.move.handler(({ context: { workbench, caller }, input }) =>
    moveCaption(workbench.library.write, input, caller.actor)
  ),
  decideConflict: api.captions.decideConflict.handler(({ context: { workbench, caller }, input }) =>
    decideConflict(workbench.library.write, input, caller.actor)
  ),
  remove: api.captions.remove.handler(({ context: { workbench, caller }, input }) => {
    removeCaption(workbench.library.write, input.id, caller.actor)
    return done
  }),
  history: api.captions.history.handler(({ context, input }) =>
    captionHistory(context.workbench.library.read, input.id)
  ),
  imageHistory: api.captions.imageHistory.handler(({ context, input }) =>
    imageHistory(context.workbench.library.read, input.imageId, maxRevisions)
  ),
  restore: api.captions.restore.handler(({ context: { workbench, caller }, input }) =>
    restoreCaption(workbench.library.write, input, caller.actor)
  ),
  addNote: api.captions.addNote.handler(({ context: { workbench, caller }, input }) =>
    addNote(workbench.library.write, { ...input, sendBack: false }, caller.actor)
  ),
  sendBack: api.captions.sendBack.handler(({ context: { workbench, caller }, input }) =>
    addNote(workbench.library.write, { ...input, sendBack: true }, caller.actor)
  ),
  resolveNote: api.captions.resolveNote.handler(({ context: { workbench, caller }, input }) =>
    resolveNote(workbench.library.write, input, caller.actor)
  ),
  reviewSettings: api.captions.reviewSettings.handler(({ context: { workbench } }) =>
    reviewSettings(workbench.library.read)
  ),
  setReviewSettings: api.captions.setReviewSettings.handler(({ context: { workbench }, input }) =>
    setReviewSettings(workbench.library.write, input)
  ),
  countTokens: api.captions.countTokens.handler(({ context: { workbench }, input }) =>
    countTokens(workbench, input)
  ),
  undo: api.captions.undo.handler(({ context: { workbench, caller } }) =>
    undoInSteps(workbench.library.write, ownChanges(caller))
  ),
  redo: api.captions.redo.handler(({ context: { workbench, caller } }) =>
    redoInSteps(workbench.library.write, ownChanges(caller))
  )
})
