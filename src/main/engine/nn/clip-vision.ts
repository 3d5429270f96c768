import { visionPositions, type ClipShape } from '../../../shared/model-specs/clip'
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
import { float, inputValues, integer, lookUp, lookUpValues } from './inputs'
import { scoped, type Parameters } from './parameters'

/**
 * What the image side reads: B images. `pixels` is a normalised image [channels, side, side] read by
 * patches, and `rows` where each image's class token stands. Where that token is not trained,
 * `zeros` alone is read of what looks it up.
 */
export function clipVisionInputs({ vision }: Pick<ClipShape, 'vision'>) {
  const { channels, imageSize, patchSize } = vision
  const grid = imageSize / patchSize
  return {
    pixels: float('B', channels, grid, patchSize, grid, patchSize),
    ...lookUp('zeros', 'B', 1),
    rows: integer('B')
  }
}

/**
 * The image side of CLIP, a vision transformer: patches and a class token in, the class token's
 * place projected. Axes: B images; R = B · (patches + 1) rows.
 * It reads `clipVisionInputs`.
 *
 * @returns Embeddings [B, embeddingSize], not normalised.
 */
export function embedPixels(t: Tape, p: Parameters, { vision }: ClipShape): Value {
  const { width, channels, patchSize } = vision
  const positions = visionPositions(vision)
  const patchValues = channels * patchSize ** 2
  const inputs = inputValues(t.builder, clipVisionInputs({ vision }))
  const at = scoped(p, 'vision_model.')

  // A convolution whose stride is its width: each patch as one row, times the kernels as rows.
  const byPatch = reshape(t, transpose(t, inputs.pixels, [0, 2, 4, 1, 3, 5]), ['P', patchValues])
  const kernels = reshape(t, at('embeddings.patch_embedding.weight'), [width, patchValues])
  const patches = reshape(t, torchLinear(t, byPatch, kernels), ['B', positions - 1, width])

  // The class token, once for each image: row 0 of a table of one row.
  const classTable = reshape(t, at('embeddings.class_embedding'), [1, width])
  const [classRows] = t.apply('embedding', [classTable, ...lookUpValues(inputs, 'zeros')], {})
  const classTokens = reshape(t, classRows, ['B', 1, width])
  const tokens = concatTwo(t, classTokens, patches, 1, positions)
  const placed = add(t, tokens, at('embeddings.position_embedding.weight'))
  const first = clipNorm(t, at, 'pre_layrnorm', vision, reshape(t, placed, ['R', width]))
  const hidden = clipLayers(t, at, vision, first, {
    axes: { batch: 'B', length: positions, rows: 'R' }
  })
  const pooled = distinctRows(t, hidden, inputs.rows)
  const normalised = clipNorm(t, at, 'post_layernorm', vision, pooled)
  return torchLinear(t, normalised, p('visual_projection.weight'))
}
