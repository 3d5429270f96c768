import * as v from 'valibot'
import { Path } from './bounds'
import { ScoringProfile } from './scoring-profile'

/** The middle 95 % of a figure when the items are resampled. */
export const Interval = v.tuple([v.number(), v.number()])
export type Interval = v.InferOutput<typeof Interval>

const Bleu = v.tuple([v.number(), v.number(), v.number(), v.number()])

/** Which words captions are scored by. */
export const ScoringChoice = v.object({
  profile: v.optional(ScoringProfile, 'syllable'),
  /** For `segmented`: a file with a word a line; null for the words that the references join by `_`. */
  words: v.optional(v.nullable(Path), null)
})
export type ScoringChoice = v.InferOutput<typeof ScoringChoice>

/** Figures of captions against references, in normalisation form C. */
export const Scores = v.object({
  items: v.number(),
  references: v.number(),
  /** Scores of versions before 0.3 were all by syllable. */
  profile: v.optional(ScoringProfile, 'syllable'),
  /** BLEU-1 to BLEU-4 of the corpus and their mean, 0 to 1. */
  bleu: Bleu,
  bleuAverage: v.number(),
  /** Mean over the items: ROUGE-L 0 to 1, CIDEr-D 0 to 10. */
  rougeL: v.number(),
  ciderD: v.number(),
  /** Null where none were asked for. */
  intervals: v.nullable(
    v.object({
      bleu: v.tuple([Interval, Interval, Interval, Interval]),
      bleuAverage: Interval,
      rougeL: Interval,
      ciderD: Interval
    })
  )
})
export type Scores = v.InferOutput<typeof Scores>

const ScoreDifference = v.object({
  /** By how much the figure is larger than the first one's. */
  value: v.number(),
  /** The middle 95 % of it when the same items are resampled for both. */
  interval: Interval,
  /** How often a difference as large comes about where each item's captions are swapped by chance. */
  p: v.number()
})
export type ScoreDifference = v.InferOutput<typeof ScoreDifference>

/** How the captions of one system differ from those of another, on the same items. */
export const ScoreDifferences = v.object({
  bleuAverage: ScoreDifference,
  rougeL: ScoreDifference,
  ciderD: ScoreDifference
})
export type ScoreDifferences = v.InferOutput<typeof ScoreDifferences>

export const CaptioningScores = v.object({
  ...Scores.entries,
  /** Captioned images that have no reference. */
  unmatched: v.number()
})
export type CaptioningScores = v.InferOutput<typeof CaptioningScores>
