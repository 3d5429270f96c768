import type { DeviceChoice, DeviceName } from '../device-name'
import type { Encoders, ImageOrientation } from '../domain'
import type { FailedItem, ImageRef } from './items'

export interface SentenceRef {
  id: number
  text: string
}

/** Embeddings of some rows, in the order of `ids`. */
export interface EmbeddingRows {
  type: 'rows'
  ids: number[]
  /** Row-major [ids.length, dim], float32. */
  values: Float32Array
  dim: number
}

/** Vectors of an encoder. */
export interface EmbedTasks {
  /** What makes the vectors of an encoder's folder, as its files are now. */
  describeClip: {
    /** The hash of its weights where it was just read. */
    input: { clip: string; weightsHash?: string }
    event: never
    output: { weightsHash: string; encoders: Encoders }
  }
  embedImages: {
    input: {
      clip: string
      orientation: ImageOrientation
      device: DeviceChoice
      images: ImageRef[]
    }
    event: EmbeddingRows | FailedItem
    output: { device: DeviceName; embedded: number; failed: number }
  }
  embedSentences: {
    input: {
      clip: string
      device: DeviceChoice
      sentences: SentenceRef[]
      /** The model stays open for a while, as for a person who searches by one text after another. */
      keepOpen?: boolean
    }
    event: EmbeddingRows | FailedItem
    output: { device: DeviceName; embedded: number; failed: number }
  }
}
