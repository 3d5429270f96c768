import { siglipGrid, type SiglipShape } from '../../../shared/model-specs/siglip'
import { add, reshape, split, torchLinear, type Tape, type Value } from '../graph'
import { attend, splitHeads } from './attention'
import { clipLayers, clipMlp, clipNorm } from './clip-layers'
import { float, inputValues, lookUp, lookUpValues } from './inputs'
import { scoped, type Parameters } from './parameters'
import { embedPatches } from './patches'

/**
 * What the image side reads: B images. `pixels` is a normalised image [channels, grid · patch,
 * grid · patch] read by patches, and `zeros` looks up the probe once for each image.
 */
export function siglipVisionInputs({ vision }: Pick<SiglipShape, 'vision'>) {
  const { channels, patchSize } = vision
  const grid = siglipGrid(vision)
  return {
    pixels: float('B', channels, grid, patchSize, grid, patchSize),
    ...lookUp('zeros', 'B', 1)
  }
}

/**
 * The image side of SigLIP: a vision transformer without a class token, whose patches are pooled by
 * a learnt probe that attends to them (Zhai et al., 2022, appendix D). Axes: B images;
 * R = B · patches rows. It reads `siglipVisionInputs`.
 *
 * @returns Embeddings [B, embeddingSize], not normalised.
 */
export function embedSiglipPixels(t: Tape, p: Parameters, { vision }: SiglipShape): Value {
  const { width } = vision
  const patches = siglipGrid(vision) ** 2
  const inputs = inputValues(t.builder, siglipVisionInputs({ vision }))
  const at = scoped(p, 'vision_model.')
  const tokens = embedPatches(t, at, vision, { pixels: inputs.pixels, patches, bias: true })
  const placed = add(t, tokens, at('embeddings.position_embedding.weight'))
  const hidden = clipLayers(t, at, vision, reshape(t, placed, ['R', width]), {
    axes: { batch: 'B', length: patches, rows: 'R' }
  })
  const normalised = clipNorm(t, at, 'post_layernorm', vision, hidden)
  const probe = reshape(t, at('head.probe'), [1, width])
  const [probes] = t.apply('embedding', [probe, ...lookUpValues(inputs, 'zeros')], {})
  return poolByProbe(t, scoped(at, 'head.'), vision, { probes, patches, rows: normalised })
}

/** Attention of one probe per image to the image's rows, and an MLP beside it. */
function poolByProbe(
  t: Tape,
  p: Parameters,
  vision: SiglipShape['vision'],
  { probes, patches, rows }: { probes: Value; patches: number; rows: Value }
): Value {
  const { width } = vision
  // torch.nn.MultiheadAttention keeps the three projections in one table.
  const weights = split(t, p('attention.in_proj_weight'), 0, width, 3)
  const biases = split(t, p('attention.in_proj_bias'), 0, width, 3)
  const byHead = (index: number, x: Value, axes: { length: number; rows: string }): Value => {
    const projected = torchLinear(t, x, part(weights, index), part(biases, index))
    return part(splitHeads(t, projected, { batch: 'B', ...axes }, vision, 1), 0)
  }
  const all = { length: patches, rows: 'R' }
  const one = { length: 1, rows: 'B' }
  const projections = {
    queries: byHead(0, probes, one),
    keys: byHead(1, rows, all),
    values: byHead(2, rows, all)
  }
  const attended = attend(t, projections, { batch: 'B', ...one }, vision)
  const out = 'attention.out_proj'
  const pooled = torchLinear(t, attended, p(`${out}.weight`), p(`${out}.bias`))
  return add(t, pooled, clipMlp(t, p, vision, clipNorm(t, p, 'layernorm', vision, pooled)))
}

function part(parts: readonly Value[], index: number): Value {
  const value = parts[index]
  if (!value) throw new Error(`there is no part ${index}`)
  return value
}
