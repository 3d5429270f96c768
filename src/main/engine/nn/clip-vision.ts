import {
  add,
  concatTwo,
  distinctRows,
  reshape,
  torchLinear,
  transpose,
  type Tape,
  type Value
} from '../graph'
import { clipLayers, clipNorm } from './clip-layers'
import { visionPositions, type ClipShape } from './clip-shape'
import { scoped, type Parameters } from './parameters'

/**
 * The picture side of CLIP, a vision transformer: patches and a class token in, the class token's
 * place projected. Axes: B pictures; R = B · (patches + 1) rows.
 *
 * Inputs: `pixels` [B, channels, grid, patch, grid, patch], which is a normalised picture
 * [channels, side, side] read by patches; `zeros` [B]; `rows` [B], where each picture's class
 * token stands. Training alone reads `zeros.unique` [1], a zero, and `zeros.sums` [1, B], ones.
 *
 * @returns Embeddings [B, embeddingSize], not normalised.
 */
export function embedPixels(t: Tape, p: Parameters, { vision }: ClipShape): Value {
  const { width, channels, patchSize } = vision
  const grid = vision.imageSize / patchSize
  const positions = visionPositions(vision)
  const patchValues = channels * patchSize ** 2
  const b = t.builder
  const at = scoped(p, 'vision_model.')

  // A convolution whose stride is its width: each patch as one row, times the kernels as rows.
  const pixels = b.input('pixels', 'float32', ['B', channels, grid, patchSize, grid, patchSize])
  const byPatch = reshape(t, transpose(t, pixels, [0, 2, 4, 1, 3, 5]), ['P', patchValues])
  const kernels = reshape(t, at('embeddings.patch_embedding.weight'), [width, patchValues])
  const patches = reshape(t, torchLinear(t, byPatch, kernels), ['B', positions - 1, width])

  // The class token, once for each picture: row 0 of a table of one row.
  const classTable = reshape(t, at('embeddings.class_embedding'), [1, width])
  const [classRows] = t.apply(
    'embedding',
    [
      classTable,
      b.input('zeros', 'int64', ['B']),
      b.input('zeros.unique', 'int64', [1]),
      b.input('zeros.sums', 'float32', [1, 'B'])
    ],
    {}
  )
  const classTokens = reshape(t, classRows, ['B', 1, width])
  const tokens = concatTwo(t, classTokens, patches, 1, positions)
  const placed = add(t, tokens, at('embeddings.position_embedding.weight'))
  const first = clipNorm(t, at, 'pre_layrnorm', vision, reshape(t, placed, ['R', width]))
  const hidden = clipLayers(t, at, vision, first, {
    axes: { batch: 'B', length: positions, rows: 'R' }
  })
  const pooled = distinctRows(t, hidden, b.input('rows', 'int64', ['B']))
  const normalised = clipNorm(t, at, 'post_layernorm', vision, pooled)
  return torchLinear(t, normalised, p('visual_projection.weight'))
}
