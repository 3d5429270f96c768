import { visionPositions, type ClipShape } from '../../src/shared/model-specs/clip'
import { endOfTextPosition } from '../../src/main/engine/nn/clip-text'
import { lookUpFeeds, type FeedsOf } from '../../src/main/engine/nn/inputs'
import type { NetworkBatch } from '../../src/main/engine/nn/network'
import { floats, integers } from '../../src/main/engine/tensor/tensor'
import { causalMask } from '../../src/main/engine/nn/batch'
import type { contrastiveInputs } from './contrastive'
import { clipDeviation, clipMean } from './write-model'

/** Images [n, side, side, 3] as bytes. */
export interface ImagePixels {
  data: Uint8Array
  side: number
}

/** How an image is seen this time: mirrored or not, moved by some pixels. */
export interface Look {
  mirrored: boolean
  dx: number
  dy: number
}

/** A batch as the graph of `contrastiveLoss` takes it: image i with sentence i. */
export function layOutClipBatch(
  images: { pixels: ImagePixels; rows: readonly number[]; looks: readonly Look[] },
  sentences: readonly (readonly number[])[],
  shape: ClipShape
): NetworkBatch {
  const { vision, text } = shape
  const size = sentences.length
  const grid = vision.imageSize / vision.patchSize
  const positions = visionPositions(vision)
  const length = Math.max(...sentences.map((ids) => ids.length))
  const tokens = new Array<number>(size * length).fill(0)
  sentences.forEach((ids, index) => {
    ids.forEach((id, position) => (tokens[index * length + position] = id))
  })
  const fed = lookUpFeeds('tokens', tokens)
  const zeros = sentences.map(() => 0)
  const matches = sentences.map((_, index) => index)
  const feeds: FeedsOf<ReturnType<typeof contrastiveInputs>> = {
    pixels: floats(readPixels(images), [size, 3, grid, vision.patchSize, grid, vision.patchSize]),
    ...lookUpFeeds('zeros', zeros).feeds,
    rows: integers(sentences.map((_, index) => index * positions)),
    ...fed.feeds,
    positions: integers(Array.from({ length }, (_, position) => position)),
    mask: causalMask(length, 0),
    ends: integers(sentences.map((ids, index) => index * length + endOfTextPosition(ids, text))),
    ...lookUpFeeds('matches', matches).feeds,
    weights: floats(new Float32Array(size).fill(1 / (2 * size)), [size])
  }
  return {
    feeds,
    bindings: {
      B: size,
      P: size * grid ** 2,
      R: size * positions,
      T: length,
      S: size * length,
      U: fed.unique
    },
    targets: 2 * size
  }
}

/** Normalised pixels [rows, 3, side, side]; what a move uncovers repeats the edge. */
function readPixels({
  pixels: { data, side },
  rows,
  looks
}: {
  pixels: ImagePixels
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
