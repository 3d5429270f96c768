import { gptParameterShapes, type GptParameterSizes, type GptShape } from './gpt2'
import { mappingParameterShapes, type MappingShape } from './mapping'
import type { ParameterShapes } from './parameter-shapes'

/** Mapping network and GPT-2 together: what a checkpoint holds. */
export interface CaptionerShape {
  mapping: MappingShape
  gpt: GptShape
  /** Tokens of the prompt between the prefix and the caption; by default there is none. */
  promptLength?: number
}

/** Positions before the caption: those of the prefix and of the prompt. */
export const positionsBefore = ({
  mapping,
  promptLength = 0
}: Pick<CaptionerShape, 'mapping' | 'promptLength'>): number => mapping.prefixLength + promptLength

/** The sizes that its parameters follow from. */
export interface CaptionerSizes {
  mapping: MappingShape
  gpt: GptParameterSizes
}

export const MAPPING_PREFIX = 'clip_project.'
export const GPT_PREFIX = 'gpt.transformer.'

/** All parameters by the names of a ClipCap checkpoint; the tied `gpt.lm_head.weight` is not repeated. */
export function captionerParameterShapes({ mapping, gpt }: CaptionerSizes): ParameterShapes {
  const prefixed = (prefix: string, shapes: ParameterShapes): [string, readonly number[]][] =>
    [...shapes].map(([name, shape]) => [prefix + name, shape])
  return new Map([
    ...prefixed(MAPPING_PREFIX, mappingParameterShapes(mapping)),
    ...prefixed(GPT_PREFIX, gptParameterShapes(gpt))
  ])
}
