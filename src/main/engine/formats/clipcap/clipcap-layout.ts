import { AppError } from '../../../../shared/errors'
import { MAPPING_PREFIX } from '../../../../shared/model-specs/captioner'
import {
  mappingParameterShapes,
  MAPPING_HEADS,
  type MappingShape
} from '../../../../shared/model-specs/mapping'
import type { WeightFile } from '../weights/weight-file'

/** The second linear layer of ClipCap's MLP, which has no dropout before it; ours is number 3. */
const CLIPCAP_SECOND = 'model.2.'
const OUR_SECOND = 'model.3.'

/** How a ClipCap checkpoint names the mapping network: with dropout between its layers, or without. */
export type ClipcapKeys = 'recipe' | 'clipcap'

/** The name in a file with these keys of a parameter of `mappingParameterShapes`. */
export const mappingNameInFile = (name: string, keys: ClipcapKeys): string =>
  MAPPING_PREFIX + (keys === 'clipcap' ? name.replace(OUR_SECOND, CLIPCAP_SECOND) : name)

/** The mapping network that a file holds. */
export interface FoundMapping {
  shape: MappingShape
  keys: ClipcapKeys
}

/**
 * The sizes of the mapping network in a file, from the shapes of its tensors; the number of heads is
 * ClipCap's. Throws `weights.tensor-missing` where there is none, `weights.tensor-mismatch` where it
 * does not give prefix tokens of `width`.
 */
export function findMapping(file: WeightFile, width: number): FoundMapping {
  const dims = (name: string): readonly number[] => {
    const found = file.tensors.get(MAPPING_PREFIX + name)?.shape
    if (found) return found
    const tensor = MAPPING_PREFIX + name
    throw new AppError('weights.tensor-missing', { path: file.path, tensor })
  }
  const isTransformer = file.tensors.has(`${MAPPING_PREFIX}prefix_const`)
  return isTransformer ? findTransformer(file, dims, width) : findMlp(file, dims, width)
}

type Dims = (name: string) => readonly number[]

function findMlp(file: WeightFile, dims: Dims, width: number): FoundMapping {
  const keys = file.tensors.has(`${MAPPING_PREFIX}${CLIPCAP_SECOND}weight`) ? 'clipcap' : 'recipe'
  const second = `${keys === 'clipcap' ? CLIPCAP_SECOND : OUR_SECOND}weight`
  const [hiddenSize = 0, embeddingSize = 0] = dims('model.0.weight')
  const [outputs = 0] = dims(second)
  const prefixLength = prefixTokens(file, second, outputs, width)
  return { keys, shape: { kind: 'mlp', embeddingSize, prefixLength, width, hiddenSize } }
}

function findTransformer(file: WeightFile, dims: Dims, width: number): FoundMapping {
  const [prefixLength = 0] = dims('prefix_const')
  const [projected = 0, embeddingSize = 0] = dims('linear.weight')
  const [innerSize = 0] = dims('transformer.layers.0.mlp.fc1.weight')
  const layer = new RegExp(String.raw`^${MAPPING_PREFIX}transformer\.layers\.(\d+)\.`)
  const layers = new Set([...file.tensors.keys()].flatMap((name) => layer.exec(name)?.[1] ?? []))
  return {
    keys: 'recipe',
    shape: {
      kind: 'transformer',
      embeddingSize,
      prefixLength,
      clipLength: prefixTokens(file, 'linear.weight', projected, width),
      width,
      layers: layers.size,
      heads: MAPPING_HEADS,
      innerSize
    }
  }
}

/** How many tokens of `width` a layer with so many outputs makes. */
function prefixTokens(file: WeightFile, name: string, outputs: number, width: number): number {
  if (outputs > 0 && outputs % width === 0) return outputs / width
  throw new AppError('weights.tensor-mismatch', {
    path: file.path,
    tensor: MAPPING_PREFIX + name,
    found: `${outputs} rows`,
    expected: `a multiple of the GPT-2's width, ${width}`
  })
}

/** Names of all of a mapping network's tensors in its file. */
export const mappingNames = ({ shape, keys }: FoundMapping): string[] =>
  [...mappingParameterShapes(shape).keys()].map((name) => mappingNameInFile(name, keys))
