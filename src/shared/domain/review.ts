import * as v from 'valibot'
import { Text, text, whole } from './bounds'
import { CaptionStatus } from './caption'
import { EvaluateParams, EvaluateReport } from './captioning'
import { EntityId, Timestamp } from './common'
import { ScoreDifferences, Scores } from './score'

/**
 * What comes first: the caption of people that fits other images better than its own, the one
 * that the model finds least likely, the image whose
 * captions agree least with the model's, or the one that the model is least sure of.
 */
export const ReviewOrder = v.picklist(['misfit', 'loss', 'disagreement', 'confidence'])
export type ReviewOrder = v.InferOutput<typeof ReviewOrder>

/** What has become of a judged caption. */
export const ReviewState = v.picklist(['open', 'right', 'corrected', 'rejected', 'removed'])
export type ReviewState = v.InferOutput<typeof ReviewState>

/** A caption of people as an evaluation judged it, and as it is now. */
export const JudgedCaption = v.object({
  captionId: EntityId,
  /** As it was judged. */
  judged: v.string(),
  /** Mean negative log-likelihood a token, in nats; null where the model's tokens cannot write it. */
  loss: v.nullable(v.number()),
  /**
   * How much more likely it is as the caption of other images than of its own, in nats; below 0
   * where the image speaks for it. Null where it could not be judged.
   */
  misfit: v.nullable(v.number()),
  state: ReviewState,
  /** Null where it was removed since. */
  now: v.nullable(v.object({ text: v.string(), status: CaptionStatus, version: v.number() }))
})
export type JudgedCaption = v.InferOutput<typeof JudgedCaption>

export const ReviewItem = v.object({
  imageId: EntityId,
  imageName: v.string(),
  /** Version of its thumbnail. */
  version: v.string(),
  width: v.number(),
  height: v.number(),
  /** What the model wrote. */
  text: v.string(),
  /** By which the search ranks: the mean log-probability of the tokens unless it says otherwise. */
  score: v.number(),
  /** Of this image alone: the mean of BLEU-1 to BLEU-4 and ROUGE-L 0 to 1, CIDEr-D 0 to 10. */
  bleu: v.number(),
  rougeL: v.number(),
  ciderD: v.number(),
  /** The one that fits its image least first. */
  captions: v.array(JudgedCaption)
})
export type ReviewItem = v.InferOutput<typeof ReviewItem>

/** Captions of an evaluation by what has become of them. */
export const ReviewCounts = v.record(ReviewState, v.number())
export type ReviewCounts = v.InferOutput<typeof ReviewCounts>

/** What a person found of a judged caption. */
export const ReviewVerdict = v.variant('verdict', [
  v.object({ verdict: v.literal('right') }),
  v.object({ verdict: v.literal('rejected') }),
  v.object({
    verdict: v.literal('corrected'),
    text: v.pipe(Text, v.trim(), v.minLength(1))
  })
])
export type ReviewVerdict = v.InferOutput<typeof ReviewVerdict>

/** An evaluation that is done. */
export const Evaluation = v.object({
  jobId: EntityId,
  params: EvaluateParams,
  report: EvaluateReport,
  finishedAt: Timestamp,
  /** Whether its images can be gone through; those of older versions kept no more than the report. */
  kept: v.boolean()
})
export type Evaluation = v.InferOutput<typeof Evaluation>

/** Scores of evaluations on the images that all of them have. */
export const ComparedScores = v.object({
  systems: v.array(v.object({ jobId: EntityId, scores: Scores })),
  /** Of each but the first, from the first. */
  differences: v.array(ScoreDifferences)
})
export type ComparedScores = v.InferOutput<typeof ComparedScores>

/** A run that continues from an evaluated captioner with the library's captions as they are now. */
export const FineTuneParams = v.object({
  /** The evaluation whose captioner it starts from. */
  jobId: EntityId,
  name: v.optional(text(120), ''),
  epochs: v.optional(whole(1, 1000), 3),
  learningRate: v.optional(v.pipe(v.number(), v.gtValue(0), v.maxValue(1)), 1e-5)
})
export type FineTuneParams = v.InferOutput<typeof FineTuneParams>
