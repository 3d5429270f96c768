import * as v from 'valibot'
import { Caption, CaptionStatus, EntityId, Revision } from '../domain'
import { Done, procedure } from './base'

/** Which images an undo or redo touched; null when there was nothing to undo. */
const Undone = v.nullable(v.object({ imageIds: v.array(EntityId) }))

/** Writing and correcting captions. Every change is recorded and can be undone, also after a restart. */
export const captionsContract = {
  /** A null `id` adds a caption at the end of the image's list. `version` is the one the text was made from. */
  save: procedure
    .input(
      v.object({
        id: v.nullable(EntityId),
        imageId: EntityId,
        text: v.pipe(v.string(), v.maxLength(10_000)),
        version: v.nullable(v.number())
      })
    )
    .output(Caption),
  setStatus: procedure.input(v.object({ id: EntityId, status: CaptionStatus })).output(Caption),
  remove: procedure.input(v.object({ id: EntityId })).output(Done),
  history: procedure.input(v.object({ id: EntityId })).output(v.array(Revision)),
  undo: procedure.output(Undone),
  redo: procedure.output(Undone)
}
