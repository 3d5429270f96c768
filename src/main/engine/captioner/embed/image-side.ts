import { visionPositions, type ClipVisionShape } from '../../../../shared/model-specs/clip'
import type { EncoderShape } from '../../../../shared/model-specs/encoder'
import { siglipGrid } from '../../../../shared/model-specs/siglip'
import { embedPixels, type clipVisionInputs } from '../../nn/clip-vision'
import type { FeedsOf } from '../../nn/inputs'
import { embedSiglipPixels, type siglipVisionInputs } from '../../nn/siglip-vision'
import { floats, integers, type FloatTensor } from '../../tensor/tensor'
import type { Side } from './side'

/** The image side of an encoder; an item is [3, imageSize, imageSize]. */
export function imageSide(shape: EncoderShape): Side<Float32Array> {
  const { vision } = shape
  const grid = siglipGrid(vision)
  if (shape.family === 'siglip') {
    return {
      network: (tape, parameters) => embedSiglipPixels(tape, parameters, shape),
      layOut: (items) => ({
        feeds: {
          pixels: byPatches(items, vision, grid),
          zeros: integers(items.map(() => 0))
        } satisfies Partial<FeedsOf<ReturnType<typeof siglipVisionInputs>>>,
        bindings: { B: items.length, P: items.length * grid ** 2, R: items.length * grid ** 2 }
      })
    }
  }
  const positions = visionPositions(vision)
  return {
    network: (tape, parameters) => embedPixels(tape, parameters, shape),
    layOut: (items) => ({
      feeds: {
        pixels: byPatches(items, vision, grid),
        zeros: integers(items.map(() => 0)),
        rows: integers(items.map((_, index) => index * positions))
      } satisfies Partial<FeedsOf<ReturnType<typeof clipVisionInputs>>>,
      bindings: { B: items.length, P: items.length * grid ** 2, R: items.length * positions }
    })
  }
}

/** [items, channels, grid, patch, grid, patch]: right and bottom pixels that fill no patch are left out. */
function byPatches(
  items: readonly Float32Array[],
  { channels, patchSize, imageSize }: ClipVisionShape,
  grid: number
): FloatTensor {
  const side = grid * patchSize
  const pixels = new Float32Array(items.length * channels * side ** 2)
  items.forEach((item, index) => {
    const start = index * channels * side ** 2
    if (side === imageSize) {
      pixels.set(item, start)
      return
    }
    for (let row = 0; row < channels * side; row++) {
      const from = (Math.floor(row / side) * imageSize + (row % side)) * imageSize
      pixels.set(item.subarray(from, from + side), start + row * side)
    }
  })
  return floats(pixels, [items.length, channels, grid, patchSize, grid, patchSize])
}
