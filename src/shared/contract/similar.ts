import { eventIterator } from '@orpc/contract'
import * as v from 'valibot'
import { EntityId, ImageFilter, list, MapColour, MapEvent } from '../domain'
import { procedure } from './base'

/** Images by what they show. `like:` of the filter language is part of every filter. */
export const similarContract = {
  /**
   * Lays the embedded images of a filter out in a plane by their embeddings: by principal components at
   * once, then by UMAP. Of many images some are taken, evenly from all.
   */
  map: procedure.input(v.object({ filter: ImageFilter })).output(eventIterator(MapEvent)),
  /** What images are coloured by, in their order; null where nothing is known. */
  colours: procedure
    .input(
      v.object({
        ids: list(EntityId, 100_000),
        by: MapColour,
        /** The evaluation whose loss is meant. */
        jobId: v.optional(EntityId)
      })
    )
    .output(v.object({ values: v.array(v.nullable(v.union([v.string(), v.number()]))) }))
}
