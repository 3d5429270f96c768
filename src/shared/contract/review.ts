import * as v from 'valibot'
import {
  ComparedScores,
  EntityId,
  Evaluation,
  FineTuneParams,
  PageRequest,
  ReviewCounts,
  ReviewItem,
  ReviewOrder,
  ReviewVerdict
} from '../domain'
import { procedure } from './base'

const OfJob = v.object({ jobId: EntityId })

/** From an evaluation back to the pictures, and on to the next run. */
export const reviewContract = {
  /** Those that are done, newest first. */
  evaluations: procedure.output(v.array(Evaluation)),
  /** Pictures of an evaluation, the most doubtful first. */
  page: procedure
    .input(v.object({ ...OfJob.entries, order: ReviewOrder, ...PageRequest.entries }))
    .output(v.object({ total: v.number(), rows: v.array(ReviewItem) })),
  counts: procedure.input(OfJob).output(ReviewCounts),
  /** Does to a caption what a person found of it; `version` is the one that was looked at. */
  settle: procedure
    .input(
      v.object({
        ...OfJob.entries,
        captionId: EntityId,
        version: v.number(),
        finding: ReviewVerdict
      })
    )
    .output(ReviewItem),
  /** Queues a run from the evaluated captioner, and an evaluation like this one behind it. */
  fineTune: procedure
    .input(FineTuneParams)
    .output(v.object({ runId: v.string(), jobId: EntityId, evaluateJobId: EntityId })),
  /** Scores on the pictures that all evaluations have, each tested against the first. */
  compare: procedure
    .input(v.object({ jobIds: v.pipe(v.array(EntityId), v.minLength(1), v.maxLength(20)) }))
    .output(ComparedScores),
  /** Writes one JSON line a picture into a file, named by its absolute path. */
  exportFile: procedure
    .input(v.object({ ...OfJob.entries, file: v.string() }))
    .output(v.object({ pictures: v.number() }))
}
