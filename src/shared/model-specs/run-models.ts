import type { RunConfig } from '../domain'
import { captionerParameterShapes, MAPPING_PREFIX, type CaptionerSizes } from './captioner'
import { loraParameterShapes, type LoraSettings } from './lora'
import { MAPPING_HEADS, type MappingShape } from './mapping'
import type { ParameterShapes } from './parameter-shapes'

/** Sizes of a run's mapping network; what the configuration does not say is as ClipCap has it. */
export function mappingOf(
  config: Pick<RunConfig, 'mapping' | 'prefixLength' | 'clipLength' | 'mappingLayers'>,
  { embeddingSize, width }: { embeddingSize: number; width: number }
): MappingShape {
  const { prefixLength, clipLength, mappingLayers: layers } = config
  return config.mapping === 'mlp'
    ? {
        kind: 'mlp',
        embeddingSize,
        prefixLength,
        width,
        hiddenSize: Math.floor((prefixLength * width) / 2)
      }
    : {
        kind: 'transformer',
        embeddingSize,
        prefixLength,
        clipLength,
        width,
        layers,
        heads: MAPPING_HEADS,
        innerSize: 2 * width
      }
}

/** The low-rank additions of a run; null where it has none. */
export const loraOf = ({
  gptTraining,
  loraRank,
  loraAlpha
}: Pick<RunConfig, 'gptTraining' | 'loraRank' | 'loraAlpha'>): LoraSettings | null =>
  gptTraining === 'lora' ? { rank: loraRank, alpha: loraAlpha } : null

/** The parameters that a run trains: all, or the mapping network, with LoRA's factors or alone. */
export function trainedShapes(
  shape: CaptionerSizes,
  config: Pick<RunConfig, 'gptTraining' | 'loraRank' | 'loraAlpha'>
): ParameterShapes {
  const all = captionerParameterShapes(shape)
  if (config.gptTraining === 'full') return all
  const lora = loraOf(config)
  return new Map([
    ...[...all].filter(([name]) => name.startsWith(MAPPING_PREFIX)),
    ...(lora ? loraParameterShapes(shape.gpt, lora) : [])
  ])
}
