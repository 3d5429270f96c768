import * as v from 'valibot'
import { EntityId } from './common'
import { Count, list, Text } from './bounds'
import { Caption } from './caption'
import { Interval, ScoringChoice } from './score'
import { ScoringProfile } from './scoring-profile'

/** A mean with the middle 95 % of it when what it is the mean of is resampled. */
const Mean = v.object({ value: v.number(), interval: Interval })
export type Mean = v.InferOutput<typeof Mean>

/** How alike two people caption the images that both have captioned. */
export const AgreementPair = v.object({
  first: v.string(),
  second: v.string(),
  /** That both have captioned. */
  images: v.number(),
  /** Mean over these images, 0 to 10. */
  ciderD: Mean,
  /** chrF2, mean over these images, 0 to 100. */
  chrf: Mean
})
export type AgreementPair = v.InferOutput<typeof AgreementPair>

/** How alike people judge captions: which they accept, reject and skip. */
export const StateAgreement = v.object({
  /** Captions, each with the text that it had, that at least two people judged. */
  captions: v.number(),
  people: v.number(),
  /** Krippendorff's alpha for nominal data, at most 1; null where nothing varies or nobody judged twice. */
  alpha: v.nullable(v.number()),
  interval: v.nullable(Interval)
})
export type StateAgreement = v.InferOutput<typeof StateAgreement>

/** How alike the people of a library caption the same images. */
export const Agreement = v.object({
  profile: ScoringProfile,
  /** Images that two people or more have captioned. */
  images: v.number(),
  /** Images that anybody has captioned: the documents of CIDEr-D. */
  documents: v.number(),
  /** Mean over the images of the mean over their pairs of people; null without such an image. */
  ciderD: v.nullable(Mean),
  chrf: v.nullable(Mean),
  /** Those with the most images in common first. */
  pairs: v.array(AgreementPair),
  /** Pairs that have an image in common: more than are listed, where there are very many. */
  pairCount: v.number(),
  states: StateAgreement
})
export type Agreement = v.InferOutput<typeof Agreement>

export const AgreementParams = v.object(ScoringChoice.entries)
export type AgreementParams = v.InferOutput<typeof AgreementParams>

/** An image with captions of several people to decide between. */
export const AdjudicationItem = v.object({
  imageId: EntityId,
  imageName: v.string(),
  width: v.number(),
  height: v.number(),
  /** Version of its thumbnail. */
  version: v.string(),
  /** How alike the captions of different people are: mean of chrF2, 0 to 1. */
  agreed: v.nullable(v.number()),
  /** Whether several people have a caption each that nobody has rejected. */
  open: v.boolean(),
  /** Accepted captions and drafts, without authors where annotation is blind; once decided, all captions. */
  candidates: v.array(Caption)
})
export type AdjudicationItem = v.InferOutput<typeof AdjudicationItem>

/** What is made of the captions of an image. */
export const Adjudication = v.object({
  imageId: EntityId,
  /** All candidates as the person has them in view; each that is not chosen is rejected. */
  candidates: list(v.object({ id: EntityId, version: Count }), 1000),
  /** One of the candidates by its number, or a text of the person's own. */
  choice: v.variant('kind', [
    v.object({ kind: v.literal('pick'), id: EntityId }),
    v.object({ kind: v.literal('write'), text: v.pipe(Text, v.trim(), v.minLength(1)) })
  ])
})
export type Adjudication = v.InferOutput<typeof Adjudication>
