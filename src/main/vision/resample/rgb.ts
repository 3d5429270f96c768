export interface PictureSize {
  width: number
  height: number
}

/** Interleaved red, green and blue bytes, [height, width, 3]. */
export interface RgbPicture extends PictureSize {
  data: Uint8Array
}

/** Part of a larger picture, with its place there. */
export interface RgbPart extends RgbPicture {
  left: number
  top: number
  whole: PictureSize
}
