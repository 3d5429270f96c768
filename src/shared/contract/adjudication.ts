import * as v from 'valibot'
import { Adjudication, AdjudicationItem, EntityId, ImageFilter } from '../domain'
import { procedure } from './base'

/** Deciding between the captions that several people gave one image. */
export const adjudicationContract = {
  /** Images to decide on, those whose people agree least first. */
  queue: procedure
    .input(v.object({ filter: ImageFilter }))
    .output(v.object({ imageIds: v.array(EntityId) })),
  get: procedure.input(v.object({ imageId: EntityId })).output(AdjudicationItem),
  /** Accepts one caption or a new text, and rejects the others: one undo. */
  settle: procedure.input(Adjudication).output(AdjudicationItem)
}
