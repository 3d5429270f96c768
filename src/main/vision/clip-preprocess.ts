import type { ImageOrientation } from '../../shared/domain'
import { readImage } from './open-image'
import { resizeImage } from './resample/resize'
import type { ImageSize, RgbImage } from './resample/rgb'
import type { ResizeFilter } from './resample/taps'

/** What an encoder's `preprocessor_config.json` says. */
export interface ClipPreprocessing {
  /** The shorter side in pixels, the other in proportion; or both sides. */
  resize: { shorterSide: number } | { width: number; height: number }
  filter: ResizeFilter
  /** Side of the square that is cut from the middle. */
  imageSize: number
  /** Of red, green and blue, on the scale 0 to 1. */
  mean: readonly [number, number, number]
  deviation: readonly [number, number, number]
  /** What a byte is multiplied by, 1/255. */
  rescale: number
  /** Turned as EXIF says and people see it, or taken as its pixels are stored. */
  orientation: ImageOrientation
}

/**
 * The image at `path` as an encoder takes it: resized, cut from the middle, normalised.
 * As in the reference, no colour profile is applied, and transparency is dropped.
 *
 * @returns [3, imageSize, imageSize], float32. Throws `image.unreadable`.
 */
export async function preprocessImage(
  path: string,
  preprocessing: ClipPreprocessing
): Promise<Float32Array> {
  return normalise(
    cutToSize(await decodeRgb(path, preprocessing.orientation), preprocessing),
    preprocessing
  )
}

/**
 * The image's own pixels, turned or as they are stored: byte for byte those of Pillow, but for CMYK
 * and 16-bit images, whose colours Pillow gets wrong. Throws `image.unreadable`.
 */
export async function decodeRgb(path: string, orientation: ImageOrientation): Promise<RgbImage> {
  const { data, info } = await readImage(
    path,
    (image) =>
      (orientation === 'upright' ? image.autoOrient() : image)
        .toColourspace('srgb')
        .removeAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true }),
    { ignoreIcc: true }
  )
  return { data, width: info.width, height: info.height }
}

/** Resizes and cuts; only what is inside the cut is computed. */
export function cutToSize(
  image: RgbImage,
  { resize, imageSize, filter }: Pick<ClipPreprocessing, 'resize' | 'imageSize' | 'filter'>
): RgbImage {
  const size = 'shorterSide' in resize ? fitShorterSide(image, resize.shorterSide) : resize
  const cut = {
    left: roundHalfToEven((size.width - imageSize) / 2),
    top: roundHalfToEven((size.height - imageSize) / 2),
    width: imageSize,
    height: imageSize
  }
  return resizeImage(image, size, cut, filter)
}

/** torchvision cuts the longer side's fraction off. */
function fitShorterSide({ width, height }: ImageSize, side: number): ImageSize {
  return width <= height
    ? { width: side, height: Math.floor((side * height) / width) }
    : { width: Math.floor((side * width) / height), height: side }
}

/** Python's `round`, by which torchvision places the cut. */
function roundHalfToEven(value: number): number {
  const rounded = Math.round(value)
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}

function normalise(
  { data, width, height }: RgbImage,
  preprocessing: ClipPreprocessing
): Float32Array {
  const pixels = width * height
  const values = new Float32Array(3 * pixels)
  const [red, green, blue] = tablesOf(preprocessing)
  for (let pixel = 0, source = 0; pixel < pixels; pixel++, source += 3) {
    values[pixel] = red[data[source] ?? 0] ?? 0
    values[pixel + pixels] = green[data[source + 1] ?? 0] ?? 0
    values[pixel + 2 * pixels] = blue[data[source + 2] ?? 0] ?? 0
  }
  return values
}

type Tables = readonly [Float32Array, Float32Array, Float32Array]

/** What each byte of red, green and blue becomes; made once for a model. */
function tablesOf(preprocessing: ClipPreprocessing): Tables {
  const { mean, deviation, rescale } = preprocessing
  const known = tables.get(preprocessing)
  if (known) return known
  const table = (channel: 0 | 1 | 2): Float32Array =>
    Float32Array.from(
      { length: 256 },
      (_, byte) => (byte * rescale - mean[channel]) / deviation[channel]
    )
  const made: Tables = [table(0), table(1), table(2)]
  tables.set(preprocessing, made)
  return made
}
const tables = new WeakMap<ClipPreprocessing, Tables>()
