import type { DeviceChoice, DeviceName } from '../device-name'
import type { DecodeOptions } from '../domain'
import type { CaptioningInput } from './caption'
import type { FailedItem, ImageRef } from './items'

/** An image that somebody waits for. */
export interface RequestedImage extends ImageRef {
  decode: DecodeOptions
  /** Its number in its own request, from which sampling draws. */
  place: number
}

export interface RequestedCaption {
  text: string
  score: number
  tokens: number
  /** Whether it ended by itself rather than at the longest length. */
  stopped: boolean
}

export type CaptionRequestEvent =
  /** The model is open. */
  | { type: 'ready'; device: DeviceName }
  /** So many images are captioned together. */
  | { type: 'batch'; images: number }
  | ({ type: 'caption'; id: number } & RequestedCaption)
  | FailedItem

/** Captions images as they come, each by its own settings, until nothing more is fed. */
export interface CaptionRequestsTask {
  captionRequests: {
    input: CaptioningInput & {
      device: DeviceChoice
      /** An image with more pixels fails with `image.too-many-pixels`. */
      maxPixels: number
    }
    feed: RequestedImage
    event: CaptionRequestEvent
    output: null
  }
}
