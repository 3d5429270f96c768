import type { ClipVisionShape } from '../../../shared/model-specs/clip'
import { reshape, torchLinear, transpose, type Tape, type Value } from '../graph'
import type { Parameters } from './parameters'

/**
 * A convolution whose stride is its width: each patch as one row, times the kernels as rows.
 *
 * @param p Parameters below the tower.
 * @param pixels [B, channels, grid, patch, grid, patch].
 * @returns [B, grid², width].
 */
export function embedPatches(
  t: Tape,
  p: Parameters,
  { width, channels, patchSize }: ClipVisionShape,
  { pixels, patches, bias }: { pixels: Value; patches: number; bias: boolean }
): Value {
  const patchValues = channels * patchSize ** 2
  const byPatch = reshape(t, transpose(t, pixels, [0, 2, 4, 1, 3, 5]), ['P', patchValues])
  const name = 'embeddings.patch_embedding'
  const kernels = reshape(t, p(`${name}.weight`), [width, patchValues])
  const rows = torchLinear(t, byPatch, kernels, bias ? p(`${name}.bias`) : undefined)
  return reshape(t, rows, ['B', patches, width])
}
