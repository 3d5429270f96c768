import {
  bleuOfText,
  ciderOfPair,
  countText,
  ngramNorms,
  type CountedText
} from '../../metrics/counted-text'
import { DocumentFrequencies } from '../../metrics/document-frequencies'
import { mean } from '../../metrics/words'

/** How much each metric counts in a reward. */
export interface RewardWeights {
  /** Of CIDEr-D, 0 to 10. */
  cider: number
  /** Of the mean of BLEU-1 to BLEU-4, 0 to 1. */
  bleu: number
}

/** A caption as it was written. */
export interface WrittenText {
  text: string
  /** Whether it ended by itself, and not at the longest length. */
  stopped: boolean
}

/** Captions that people gave an image, counted once. */
export type Judges = readonly { counted: CountedText; norms: number[] }[]

/**
 * Stands for the end of a caption: no word is a space. Without it a caption that breaks off is
 * rewarded for what follows in none of the references, and models learn to end in "with a"; so the
 * end counts as a word, as in the implementation of self-critical training by Luo (2017).
 */
const END = ' '

/** What captions are worth: a weighted sum of CIDEr-D and BLEU against those that people wrote. */
export class CaptionReward {
  readonly #frequencies = new DocumentFrequencies()

  /**
   * @param images Captions of each training image, by which CIDEr-D weighs n-grams.
   * @param split The words of a text.
   */
  constructor(
    images: Iterable<readonly string[]>,
    readonly weights: RewardWeights,
    readonly split: (text: string) => string[]
  ) {
    for (const texts of images) this.#frequencies.add(texts.map((text) => this.#words(text)))
  }

  /** Makes the captions that people gave an image ready. */
  judges(references: readonly string[]): Judges {
    return references.map((text) => {
      const counted = countText(this.#words(text))
      return { counted, norms: ngramNorms(counted, this.#frequencies) }
    })
  }

  /** The reward of a caption; of several references CIDEr-D takes the mean, as the metric does. */
  of({ text, stopped }: WrittenText, judges: Judges): number {
    const { cider, bleu } = this.weights
    const counted = countText(this.#words(text, stopped))
    const norms = ngramNorms(counted, this.#frequencies)
    const ciders = judges.map((one) =>
      ciderOfPair(counted, one.counted, this.#frequencies, [norms, one.norms])
    )
    const references = judges.map((one) => one.counted)
    return cider * mean(ciders) + (bleu === 0 ? 0 : bleu * bleuOfText(counted, references))
  }

  #words(text: string, ended = true): string[] {
    return ended ? [...this.split(text), END] : this.split(text)
  }
}
