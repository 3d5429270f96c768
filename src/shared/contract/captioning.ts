import * as v from 'valibot'
import { CaptioningItem, CaptioningParams, EntityId, PageRequest } from '../domain'
import { procedure } from './base'
import { Queued } from './jobs'

/** Captions for a whole folder. */
export const captioningContract = {
  /** The result of the job is a `CaptioningReport`. */
  start: procedure.input(CaptioningParams).output(Queued),
  items: procedure
    .input(v.object({ jobId: EntityId, ...PageRequest.entries }))
    .output(v.object({ total: v.number(), rows: v.array(CaptioningItem) })),
  exportFile: procedure
    .input(
      v.object({
        jobId: EntityId,
        file: v.string(),
        format: v.picklist(['json', 'jsonl', 'csv'])
      })
    )
    .output(v.object({ file: v.string(), captions: v.number() }))
}
