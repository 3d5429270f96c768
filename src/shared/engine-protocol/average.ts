import type { DeviceChoice } from '../device-name'
import type { CaptionerSource, TrainedWith } from './captioner-source'

/** Averages the weights of captioners of one shape. */
export interface AverageTask {
  averageCaptioners: {
    input: {
      /** By the names that the average will say it was made of. */
      candidates: readonly { name: string; captioner: CaptionerSource }[]
      /**
       * Folder of the run by whose validation loss candidates are chosen greedily; null averages all
       * of them.
       */
      judgedBy: string | null
      /** The encoder whose embeddings they take. */
      clip: TrainedWith
      device: DeviceChoice
      /** The folder to be made: a Hugging Face folder, as an export writes it. */
      folder: string
    }
    event: never
    output: {
      /** Of each candidate; losses are null where none was chosen by. */
      candidates: { name: string; loss: number | null; taken: boolean }[]
      /** Of the average. */
      loss: number | null
    }
  }
}
