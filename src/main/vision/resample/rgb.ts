export interface ImageSize {
  width: number
  height: number
}

/** Interleaved red, green and blue bytes, [height, width, 3]. */
export interface RgbImage extends ImageSize {
  data: Uint8Array
}
