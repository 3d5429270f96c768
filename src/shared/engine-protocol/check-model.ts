import type { ModelDetails } from '../domain'
import type { CaptionerSource, TrainedWith } from './captioner-source'

/** Reads the files of a model and checks them. */
export interface CheckModelTask {
  checkModel: {
    /** `gpt` and `normalizeEmbeddings` count for a captioner alone. */
    input: CaptionerSource
    event: never
    output: {
      name: string
      details: ModelDetails
      weightsHash: string
      /** The encoder that a captioner was trained with, where its files say so. */
      clip: TrainedWith | null
      /** Whether it is a captioner that works with `gpt`, its own files holding no tokenizer. */
      usesGpt: boolean
    }
  }
}
