import type { Caller } from '../services/people/caller'
import { countTokens } from '../services/models/count-tokens'
import type { Workbench } from '../services/workbench/workbench'
import {
  mergeCaptions,
  moveCaption,
  restoreCaption,
  settleImage,
  splitCaption
} from '../store/captions/caption-edits'
import { captionHistory, imageHistory } from '../store/captions/caption-history'
import {
  moveSeen,
  requireDecidable,
  requireOwn,
  requireRestorable,
  saveSeen,
  setSeenStatus,
  settleSeen
} from '../store/captions/blind-writing'
import { addNote, resolveNote } from '../store/captions/notes'
import { reviewSettings, setReviewSettings } from '../store/captions/review-rule'
import { decideConflict } from '../store/captions/conflicts'
import {
  getCaption,
  listCaptions,
  removeCaption,
  saveCaption,
  setCaptionStatus
} from '../store/captions/captions'
import { viewerOf } from '../store/core/connection'
import { redoInSteps, undoInSteps } from '../store/core/undo'
import { api, done } from './base'

const maxRevisions = 500

/** Whose changes a person takes back: on a team's server their own, elsewhere all that there are. */
const ownChanges = ({ name, actor }: Caller): string | null => (name === null ? null : actor)

/** The library as the caller changes it; `blind` where they see a part of its captions alone. */
const open = ({ library }: Workbench) => {
  const { read, write } = library
  return { read, write, blind: viewerOf(read) !== null }
}

export const captionsRouter = api.captions.router({
  save: api.captions.save.handler(({ context: { workbench, caller }, input }) => {
    const { read, write, blind } = open(workbench)
    if (!blind) return saveCaption(write, input, caller.actor)
    return getCaption(read, saveSeen(write, read, input, caller.actor))
  }),
  setStatus: api.captions.setStatus.handler(({ context: { workbench, caller }, input }) => {
    const { read, write, blind } = open(workbench)
    if (!blind) return setCaptionStatus(write, input.id, input.status, caller.actor)
    return getCaption(read, setSeenStatus(write, read, input, caller.actor))
  }),
  settle: api.captions.settle.handler(({ context: { workbench, caller }, input }) => {
    const { read, write, blind } = open(workbench)
    if (!blind) return settleImage(write, input, caller.actor)
    settleSeen(write, read, input, caller.actor)
    return listCaptions(read, input.imageId)
  }),
  split: api.captions.split.handler(({ context: { workbench, caller }, input }) => {
    const { read, write } = open(workbench)
    requireOwn(read, input.id)
    splitCaption(write, input, caller.actor)
    return listCaptions(read, getCaption(read, input.id).imageId)
  }),
  merge: api.captions.merge.handler(({ context: { workbench, caller }, input }) => {
    const { read, write } = open(workbench)
    for (const { id } of [input.first, input.second]) requireOwn(read, id)
    mergeCaptions(write, input, caller.actor)
    return listCaptions(read, getCaption(read, input.first.id).imageId)
  }),
  move: api.captions.move.handler(({ context: { workbench, caller }, input }) => {
    const { read, write, blind } = open(workbench)
    if (blind) moveSeen(write, read, input, caller.actor)
    else moveCaption(write, input, caller.actor)
    return listCaptions(read, getCaption(read, input.id).imageId)
  }),
  decideConflict: api.captions.decideConflict.handler(
    ({ context: { workbench, caller }, input }) => {
      const { read, write } = open(workbench)
      requireDecidable(write, read, input.id)
      const [first] = decideConflict(write, input, caller.actor)
      return first ? listCaptions(read, first.imageId) : []
    }
  ),
  remove: api.captions.remove.handler(({ context: { workbench, caller }, input }) => {
    requireOwn(workbench.library.read, input.id)
    removeCaption(workbench.library.write, input.id, caller.actor)
    return done
  }),
  history: api.captions.history.handler(({ context, input }) =>
    captionHistory(context.workbench.library.read, input.id)
  ),
  imageHistory: api.captions.imageHistory.handler(({ context, input }) =>
    imageHistory(context.workbench.library.read, input.imageId, maxRevisions)
  ),
  restore: api.captions.restore.handler(({ context: { workbench, caller }, input }) => {
    const { read, write } = open(workbench)
    requireRestorable(write, read, input)
    restoreCaption(write, input, caller.actor)
    return getCaption(read, input.id)
  }),
  addNote: api.captions.addNote.handler(({ context: { workbench, caller }, input }) => {
    requireOwn(workbench.library.read, input.id)
    return addNote(workbench.library.write, { ...input, sendBack: false }, caller.actor)
  }),
  sendBack: api.captions.sendBack.handler(({ context: { workbench, caller }, input }) =>
    addNote(workbench.library.write, { ...input, sendBack: true }, caller.actor)
  ),
  resolveNote: api.captions.resolveNote.handler(({ context: { workbench, caller }, input }) => {
    requireOwn(workbench.library.read, input.id)
    return resolveNote(workbench.library.write, input, caller.actor)
  }),
  reviewSettings: api.captions.reviewSettings.handler(({ context: { workbench } }) =>
    reviewSettings(workbench.library.read)
  ),
  setReviewSettings: api.captions.setReviewSettings.handler(({ context: { workbench }, input }) => {
    const { blind } = reviewSettings(workbench.library.read)
    const settings = setReviewSettings(workbench.library.write, input)
    // What annotators have in view is read again.
    if (settings.blind !== blind) {
      for (const entity of ['images', 'captions'] as const) {
        workbench.events.emit({ type: 'data', entity })
      }
    }
    return settings
  }),
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
