import * as v from 'valibot'
import {
  CaptioningCounts,
  CaptioningExport,
  CaptioningExportReport,
  CaptioningItem,
  CaptioningParams,
  CaptioningScores,
  Count,
  EntityId,
  EvaluateParams,
  IntoLibraryReport,
  PageRequest,
  Path,
  ScoringChoice,
  Text
} from '../domain'
import { procedure } from './base'
import { Queued } from './jobs'

const OfJob = v.object({ jobId: EntityId })

/** Captions for folders, lists and images of the library, and scores of a model's captions. */
export const captioningContract = {
  /** The result of the job is a `CaptioningReport`. */
  start: procedure.input(CaptioningParams).output(Queued),
  /** The result of the job is an `EvaluateReport`. */
  evaluate: procedure.input(EvaluateParams).output(Queued),
  counts: procedure.input(OfJob).output(CaptioningCounts),
  /** A window of the images, of one state or all. */
  items: procedure
    .input(
      v.object({
        jobId: EntityId,
        state: v.optional(v.nullable(CaptioningItem.entries.state), null),
        ...PageRequest.entries
      })
    )
    .output(v.object({ total: v.number(), rows: v.array(CaptioningItem) })),
  /** Queues a captioning that has ended again: for what it has not captioned by these settings. */
  again: procedure.input(OfJob).output(Queued),
  /** The same, and for the images that failed. */
  retryFailed: procedure.input(OfJob).output(Queued),
  /** Keeps what a person made of a caption; null goes back to the model's own. */
  edit: procedure
    .input(v.object({ jobId: EntityId, index: Count, text: v.nullable(Text) }))
    .output(CaptioningItem),
  exportFile: procedure.input(CaptioningExport).output(CaptioningExportReport),
  /** As drafts of the model, with one undo for all. */
  intoLibrary: procedure.input(OfJob).output(IntoLibraryReport),
  /** Against the captions of a file, or of the library's own images by people. */
  score: procedure
    .input(
      v.object({
        jobId: EntityId,
        references: v.optional(v.nullable(Path), null),
        ...ScoringChoice.entries
      })
    )
    .output(CaptioningScores)
}
