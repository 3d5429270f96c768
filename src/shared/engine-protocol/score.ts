import type { ScoreDifferences, Scores, ScoringProfile } from '../domain'

/** What splits captions into words. */
export interface ScoringWords {
  profile: ScoringProfile
  /** For `segmented`: words of several syllables; null for those that the references join by `_`. */
  words: readonly string[] | null
}

/** Figures as sacrebleu 2 defines them, 0 to 100, each with its signature. */
export interface SacrebleuScores {
  bleu: { score: number; signature: string }
  chrf: { score: number; signature: string }
}

/** A caption to be judged, with at least one reference. */
export interface ScoreItem {
  hypothesis: string
  references: readonly string[]
}

/** Figures of the items from number `first` on, in the order in which they were fed. */
export interface ItemScores {
  type: 'items'
  first: number
  /** [items, 6], row-major: BLEU-1 to BLEU-4, ROUGE-L, CIDEr-D. */
  values: Float64Array
}

/** Metrics of captions. */
export interface ScoreTasks {
  /** Metrics of captions against references. Throws `score.no-words` for `segmented` without a word. */
  score: {
    input: ScoringWords & {
      /** How often the items are resampled for the intervals; 0 for none. */
      rounds: number
      seed: number
      /** Whether each item's own figures are sent, some at a time. */
      perItem: boolean
      /** Whether sacrebleu's figures are wanted too. */
      sacrebleu: boolean
    }
    feed: ScoreItem
    event: ItemScores
    output: Scores & { sacrebleu: SacrebleuScores | null }
  }
  /** Metrics of several systems' captions of the same images, and what sets them apart from the first. */
  compareScores: {
    input: ScoringWords & { rounds: number; seed: number }
    /** A caption of each system, and what people wrote. */
    feed: { hypotheses: readonly string[]; references: readonly string[] }
    event: never
    output: {
      systems: Scores[]
      /** Of each system but the first, in their order. */
      differences: ScoreDifferences[]
    }
  }
}
