import type { DeviceChoice, DeviceName } from '../device-name'
import type { ComputedWeights, DecodeOptions, ImageOrientation } from '../domain'
import type { CaptionerSource } from './captioner-source'
import type { FailedItem, ImageRef } from './items'

/** How likely a text is as the caption of its image. */
export interface JudgedText {
  /** Mean negative log-likelihood a token, in nats. */
  loss: number
  /**
   * log p(text | other images) - log p(text | its image), in nats: below 0 where the image
   * speaks for the text. Null where there was no other image.
   */
  misfit: number | null
}

/** An image to be captioned, and texts of people that the model is to judge. */
export interface ImageToCaption extends ImageRef {
  judge?: readonly string[]
}

export type CaptionEvent =
  | {
      type: 'caption'
      id: number
      text: string
      score: number
      tokens: number
      /** Of each text that was to be judged; null for one that the model's tokens cannot write. */
      judged: (JudgedText | null)[]
    }
  | FailedItem

export interface CaptionOutput {
  device: DeviceName
  done: number
  failed: number
  /** Time in milliseconds that no image was ready for the device, and all time except for loading. */
  waitedMs: number
  workedMs: number
  peakMemoryBytes: number
}

/** What writes captions. */
export interface CaptioningInput {
  captioner: CaptionerSource
  /** By which errors name it. */
  name?: string
  /** Further captioners that write each caption together with it. */
  ensemble?: readonly { name: string; captioner: CaptionerSource }[]
  clip: string
  orientation: ImageOrientation
  /** What the products of the encoder and of the captioners read; float32 by default. */
  weights?: ComputedWeights
}

/** Captions images as they are fed. */
export interface CaptionTask {
  caption: {
    input: CaptioningInput & { device: DeviceChoice; decode: DecodeOptions }
    /** Images, numbered from 0: sampling draws by their numbers. Each is answered by one event. */
    feed: ImageToCaption
    event: CaptionEvent
    output: CaptionOutput
  }
}
