import { visionPositions, type ClipShape } from '../../../shared/model-specs/clip'
import { add, concatTwo, distinctRows, reshape, torchLinear, type Tape, type Value } from '../graph'
import { clipLayers, clipNorm } from './clip-layers'
import { float, inputValues, integer, lookUp, lookUpValues } from './inputs'
import { scoped, type Parameters } from './parameters'
import { embedPatches } from './patches'

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
  const { width } = vision
  const positions = visionPositions(vision)
  const inputs = inputValues(t.builder, clipVisionInputs({ vision }))
  const at = scoped(p, 'vision_model.')

  const { pixels } = inputs
  const patches = embedPatches(t, at, vision, { pixels, patches: positions - 1, bias: false })

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
