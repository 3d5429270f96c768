import type { Bindings } from '../graph'
import { visionPositions, type ClipShape } from '../nn/clip-shape'
import { endOfTextPosition } from '../nn/clip-text'
import type { Feeds } from '../runtime'
import { floats, integers } from '../tensor'
import { causalMask, distinct } from '../train/batch'
import { clipDeviation, clipMean } from './write-model'

/** Pictures [n, side, side, 3] as bytes. */
export interface PicturePixels {
  data: Uint8Array
  side: number
}

/** How a picture is seen this time: mirrored or not, moved by some pixels. */
export interface Look {
  mirrored: boolean
  dx: number
  dy: number
}

/** A batch as the graph of `contrastiveLoss` takes it: picture i with sentence i. */
export function layOutClipBatch(
  pictures: { pixels: PicturePixels; rows: readonly number[]; looks: readonly Look[] },
  sentences: readonly (readonly number[])[],
  shape: ClipShape
): { feeds: Feeds; bindings: Bindings } {
  const { vision, text } = shape
  const size = sentences.length
  const grid = vision.imageSize / vision.patchSize
  const positions = visionPositions(vision)
  const length = Math.max(...sentences.map((ids) => ids.length))
  const tokens = new Array<number>(size * length).fill(0)
  sentences.forEach((ids, index) => {
    ids.forEach((id, position) => (tokens[index * length + position] = id))
  })
  const fed = distinct(tokens)
  const own = distinct(sentences.map((_, index) => index))
  return {
    feeds: {
      pixels: floats(readPixels(pictures), [
        size,
        3,
        grid,
        vision.patchSize,
        grid,
        vision.patchSize
      ]),
      zeros: integers(sentences.map(() => 0)),
      'zeros.unique': integers([0]),
      'zeros.sums': floats(new Float32Array(size).fill(1), [1, size]),
      rows: integers(sentences.map((_, index) => index * positions)),
      tokens: integers(tokens),
      'tokens.unique': integers(fed.unique),
      'tokens.sums': fed.sums,
      positions: integers(Array.from({ length }, (_, position) => position)),
      mask: causalMask(length, 0),
      ends: integers(sentences.map((ids, index) => index * length + endOfTextPosition(ids, text))),
      matches: integers(own.unique),
      'matches.sums': own.sums,
      weights: floats(new Float32Array(size).fill(1 / (2 * size)), [size])
    },
    bindings: {
      B: size,
      P: size * grid ** 2,
      R: size * positions,
      T: length,
      S: size * length,
      U: fed.unique.length
    }
  }
}

/** Normalised pixels [rows, 3, side, side]; what a move uncovers repeats the edge. */
function readPixels({
  pixels: { data, side },
  rows,
  looks
}: {
  pixels: PicturePixels
  rows: readonly number[]
  looks: readonly Look[]
}): Float32Array {
  const area = side * side
  const values = new Float32Array(rows.length * 3 * area)
  const tables = clipMean.map((mean, channel) =>
    Float32Array.from(
      { length: 256 },
      (_, byte) => (byte / 255 - mean) / (clipDeviation[channel] ?? 1)
    )
  )
  const clamp = (place: number): number => Math.max(0, Math.min(side - 1, place))
  rows.forEach((row, index) => {
    const { mirrored, dx, dy } = looks[index] ?? { mirrored: false, dx: 0, dy: 0 }
    const columns = Int32Array.from({ length: side }, (_, x) => {
      const from = clamp(x + dx)
      return 3 * (mirrored ? side - 1 - from : from)
    })
    for (let y = 0; y < side; y++) {
      const line = row * area * 3 + clamp(y + dy) * side * 3
      for (let channel = 0; channel < 3; channel++) {
        const table = tables[channel] ?? new Float32Array(256)
        const target = (index * 3 + channel) * area + y * side
        for (let x = 0; x < side; x++) {
          values[target + x] = table[data[line + (columns[x] ?? 0) + channel] ?? 0] ?? 0
        }
      }
    }
  })
  return values
}
