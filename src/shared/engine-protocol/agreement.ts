import type { Agreement } from '../domain'
import type { ScoringWords } from './score'

/** The captions of one image, each with who wrote it. */
export interface CaptionedByPeople {
  kind: 'image'
  captions: readonly { person: string; text: string }[]
}

/** What somebody made of a caption. */
export interface Judgement {
  kind: 'judgement'
  /** The caption with the text that it had. */
  unit: string
  person: string
  state: string
}

export interface AgreementTask {
  /** How alike people caption and judge. Throws `score.no-words` for `segmented` without a word. */
  agreement: {
    input: ScoringWords & { rounds: number; seed: number }
    feed: CaptionedByPeople | Judgement
    event: never
    output: Agreement
  }
}
