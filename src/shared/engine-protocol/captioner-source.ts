import type { Encoder } from '../domain'

/** Where a captioner is: what `openCaptioner` opens. */
export interface CaptionerSource {
  /** A checkpoint folder of a run, an exported Hugging Face folder, or a ClipCap checkpoint file. */
  path: string
  /** Folder of the GPT-2 of a checkpoint file. */
  gpt?: string
  /** Whether embeddings are normalised; by default as its files say, else not. */
  normalizeEmbeddings?: boolean
  /** Folder of the run that it was trained in, whose captions CIDEr-D weighs n-grams by. */
  trainedIn?: string
}

/** The encoder whose vectors a captioner was trained on. */
export interface TrainedWith {
  name: string
  weightsHash: string
  /** What made its vectors of images, where it is known. */
  encoder?: Encoder | undefined
}
