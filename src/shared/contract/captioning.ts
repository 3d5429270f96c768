import * as v from 'valibot'
import { CaptioningItem, CaptioningParams, EntityId, EvaluateParams, PageRequest } from '../domain'
import { procedure } from './base'
import { Queued } from './jobs'

/** Captions for a whole folder, and scores of a model's captions. */
export const captioningContract = {
  /** The result of the job is a `CaptioningReport`. */
  start: procedure.input(CaptioningParams).output(Queued),
  /** The result of the job is an `EvaluateReport`. */
  evaluate: procedure.input(EvaluateParams).output(Queued),
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
