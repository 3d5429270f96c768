import type { ClipTower } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import {
  textParameterShapes,
  visionParameterShapes,
  type EncoderShape
} from '../../../../shared/model-specs/encoder'
import { checkTensors, openWeights, type WeightFiles } from '../weights/weight-files'
import { axis, checkLayers, checkSizes } from './check-sizes'
import { clipTypes, readClipLayout } from './clip-folder'
import { unsupported } from './config-fields'
import type { EncoderLayout } from './encoder-layout'
import { readModelType } from './model-type'
import { readSiglipLayout, siglipTypes } from './siglip-folder'

/** An encoder's folder whose configuration and tensors have been checked. */
export interface EncoderFolder {
  dir: string
  /** Of a folder with one tower, the sizes of the other one are of no use. */
  config: EncoderShape
  /** The towers whose weights the folder holds, at least one. */
  towers: readonly ClipTower[]
  weights: WeightFiles
}

/** Values of `model_type` in the `config.json` of a folder that `readEncoderFolder` reads. */
export const encoderTypes: readonly string[] = [...clipTypes, ...siglipTypes]

/**
 * Reads a Hugging Face folder of a CLIP, a MetaCLIP 2 or a SigLIP, or of one tower of it with its
 * projection. Throws `model.no-tower` where `needed` is not there, `model.file-missing`,
 * `model.bad-file`, `model.unsupported` or a code of `weights.`.
 */
export async function readEncoderFolder(dir: string, needed?: ClipTower): Promise<EncoderFolder> {
  const layout = await readEncoderLayout(dir)
  const { config, described, marks } = layout
  const weights = await openWeights(dir)
  const towers = described.filter((tower) => weights.find(marks[tower]))
  if (needed && !towers.includes(needed)) {
    throw new AppError('model.no-tower', { path: dir, tower: needed, tensor: marks[needed] })
  }
  // Without any tower the first one's tensors are told to be missing.
  for (const tower of towers.length > 0 ? towers : described.slice(0, 1)) {
    checkTower(dir, weights, layout, tower)
    checkTensors(weights, towerShapes[tower](config))
  }
  return { dir, config, towers, weights }
}

const towerShapes = { vision: visionParameterShapes, text: textParameterShapes }

/** What the `config.json` of an encoder says. Throws `model.unsupported` or `model.bad-file`. */
export async function readEncoderLayout(dir: string): Promise<EncoderLayout> {
  const type = await readModelType(dir)
  if (siglipTypes.includes(type)) return readSiglipLayout(dir)
  if (clipTypes.includes(type)) return readClipLayout(dir)
  throw unsupported(dir, type === '' ? 'it names no model_type' : `its model_type is ${type}`)
}

/** Checks the sizes that a tower's part of the configuration names. */
function checkTower(
  dir: string,
  weights: WeightFiles,
  { config, described, sizes, embeddingSize }: EncoderLayout,
  tower: ClipTower
): void {
  const part = described.length > 1 ? `${tower}_config.` : ''
  const model = `${tower}_model.`
  const layer = `${model}encoder.layers.`
  const { innerSize, layers } = config[tower]
  checkSizes(dir, weights, [
    embeddingSize(tower),
    ...[
      ...sizes[tower].map((size) => ({ ...size, tensor: `${model}embeddings.${size.tensor}` })),
      {
        field: 'intermediate_size',
        says: innerSize,
        tensor: `${layer}0.mlp.fc1.weight`,
        holds: axis(0)
      }
    ].map((size) => ({ ...size, field: part + size.field }))
  ])
  checkLayers(dir, weights, { field: `${part}num_hidden_layers`, says: layers, prefix: layer })
}
