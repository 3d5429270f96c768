import * as v from 'valibot'

/**
 * What the words of a caption are when it is scored. Figures of different profiles cannot be
 * compared, so each figure carries the name of its profile.
 *
 * - `syllable`: what stands between white space, case kept.
 * - `lower-punct`: lower-cased, punctuation set apart, as the UIT-OpenViIC evaluation has it.
 * - `ptb`: lower-cased, punctuation dropped, as the COCO caption evaluation has it.
 * - `segmented`: as `lower-punct`, with the syllables of a word joined.
 */
export const SCORING_PROFILES = ['syllable', 'lower-punct', 'ptb', 'segmented'] as const
export const ScoringProfile = v.picklist(SCORING_PROFILES)
export type ScoringProfile = v.InferOutput<typeof ScoringProfile>
