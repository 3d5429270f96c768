import type { Encoders, ExtraField, ImageOrientation } from '../domain'

/** Embeddings made elsewhere. */
export interface ReadEmbeddingsTask {
  /** Reads embeddings made elsewhere; they have to be `width` floats each. */
  readEmbeddings: {
    /** `model` is said to have made them: refused where the file names another encoder. */
    input: { path: string; width: number; model: { name: string; encoders: Encoders } }
    event:
      | {
          type: 'embeddings'
          /** What the file says of whose each row is. */
          owners: { id: string; text: string | null; target: string | null }[]
          /** Row-major [owners.length, width], float32. */
          values: Float32Array
        }
      /** How the file says that images were seen; before all rows. */
      | { type: 'orientation'; orientation: ImageOrientation }
    /** `others`: what the file says beside that, and how many records say it. */
    output: { embeddings: number; others: ExtraField[] }
  }
}
