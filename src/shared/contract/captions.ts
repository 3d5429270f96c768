import * as v from 'valibot'
import {
  Caption,
  CaptionStatus,
  ConflictChoice,
  Count,
  EntityId,
  list,
  NoteText,
  ReviewSettings,
  Revision,
  Text,
  Undone
} from '../domain'
import { Done, procedure } from './base'

const Version = Count
/** A caption that an edit starts from: refused when it has another version by now. */
const Edited = v.object({ id: EntityId, version: Version })
const Captions = v.array(Caption)

/** Writing and correcting captions. Every change is recorded and can be undone, also after a restart. */
export const captionsContract = {
  /** A null `id` adds a caption at the end of the image's list. `version` is the one the text was made from. */
  save: procedure
    .input(
      v.object({
        id: v.nullable(EntityId),
        imageId: EntityId,
        text: Text,
        version: v.nullable(Version)
      })
    )
    .output(Caption),
  setStatus: procedure.input(v.object({ id: EntityId, status: CaptionStatus })).output(Caption),
  /** One status for several captions of an image, as one change; without captions a blank one gets it. */
  settle: procedure
    .input(v.object({ imageId: EntityId, ids: list(EntityId, 10_000), status: CaptionStatus }))
    .output(Captions),
  /** Parts a caption in two texts. This and the next answer with all captions of the image. */
  split: procedure
    .input(v.object({ ...Edited.entries, texts: v.tuple([Text, Text]) }))
    .output(Captions),
  merge: procedure.input(v.object({ first: Edited, second: Edited })).output(Captions),
  /** To another place among the image's captions, counted from 0. */
  move: procedure.input(v.object({ id: EntityId, to: Count })).output(Captions),
  /** What becomes of a merged part's version of a caption, by its number. */
  decideConflict: procedure
    .input(v.object({ id: EntityId, keep: ConflictChoice }))
    .output(Captions),
  remove: procedure.input(v.object({ id: EntityId })).output(Done),
  history: procedure.input(v.object({ id: EntityId })).output(v.array(Revision)),
  /** The last changes of all captions that an image has or had, newest first. */
  imageHistory: procedure.input(v.object({ imageId: EntityId })).output(v.array(Revision)),
  /** Makes a caption what it was after a revision, or before the one that removed it. */
  restore: procedure.input(v.object({ id: EntityId, revision: EntityId })).output(Caption),
  /** Adds an open note. */
  addNote: procedure.input(v.object({ id: EntityId, text: NoteText })).output(Caption),
  /** Makes a caption a draft again, with an open note that says why. */
  sendBack: procedure.input(v.object({ id: EntityId, text: NoteText })).output(Caption),
  /** Resolves a note, or opens it again. */
  resolveNote: procedure
    .input(v.object({ id: EntityId, note: Count, resolved: v.boolean() }))
    .output(Caption),
  reviewSettings: procedure.output(ReviewSettings),
  setReviewSettings: procedure.input(ReviewSettings).output(ReviewSettings),
  /** Tokens that a registered GPT-2 makes of texts, and how many of a caption it learns at most. */
  countTokens: procedure
    .input(v.object({ modelId: EntityId, texts: list(Text, 100) }))
    .output(v.object({ counts: v.array(v.number()), limit: v.number() })),
  /** Null when there was nothing to undo. */
  undo: procedure.output(v.nullable(Undone)),
  redo: procedure.output(v.nullable(Undone))
}
