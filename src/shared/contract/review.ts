import * as v from 'valibot'
import {
  ComparedScores,
  Count,
  EntityId,
  Evaluation,
  FineTuneParams,
  list,
  Overwrite,
  PageRequest,
  Path,
  ReviewCounts,
  ReviewItem,
  ReviewOrder,
  ReviewVerdict
} from '../domain'
import { procedure } from './base'

const OfJob = v.object({ jobId: EntityId })

/** From an evaluation back to the images, and on to the next run. */
export const reviewContract = {
  /** Those that are done, newest first. */
  evaluations: procedure.output(v.array(Evaluation)),
  /** Images of an evaluation, the most doubtful first. */
  page: procedure
    .input(v.object({ ...OfJob.entries, order: ReviewOrder, ...PageRequest.entries }))
    .output(v.object({ total: v.number(), rows: v.array(ReviewItem) })),
  /** Place of the first image in this order with a caption that nobody has decided on; null for none. */
  firstOpen: procedure
    .input(v.object({ ...OfJob.entries, order: ReviewOrder }))
    .output(v.nullable(Count)),
  /** Place of an image in this order; null where the evaluation does not have it. */
  placeOf: procedure
    .input(v.object({ ...OfJob.entries, order: ReviewOrder, imageId: EntityId }))
    .output(v.nullable(Count)),
  counts: procedure.input(OfJob).output(ReviewCounts),
  /** Does to a caption what a person found of it; `version` is the one that was looked at. */
  settle: procedure
    .input(
      v.object({
        ...OfJob.entries,
        captionId: EntityId,
        version: Count,
        finding: ReviewVerdict
      })
    )
    .output(ReviewItem),
  /** Queues a run from the evaluated captioner, and an evaluation like this one behind it. */
  fineTune: procedure
    .input(FineTuneParams)
    .output(v.object({ runId: v.string(), jobId: EntityId, evaluateJobId: EntityId })),
  /** Scores on the images that all evaluations have, each tested against the first. */
  compare: procedure
    .input(v.object({ jobIds: v.pipe(list(EntityId, 20), v.minLength(1)) }))
    .output(ComparedScores),
  /** Writes one JSON line per image into a file, named by its absolute path. */
  exportFile: procedure
    .input(v.object({ ...OfJob.entries, file: Path, overwrite: Overwrite }))
    .output(v.object({ images: v.number(), renamed: v.number() }))
}
