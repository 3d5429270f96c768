import { join } from 'node:path'
import type { RunConfig } from '../../../shared/domain'
import { runFiles, type FrozenConfig } from '../../../shared/engine-protocol'
import { GPT_PREFIX, type CaptionerShape } from '../nn/captioner'
import { gptParameterShapes } from '../nn/gpt2'
import type { LoraSettings } from '../nn/lora'
import type { MappingShape } from '../nn/mapping'
import { floats, type HostTensor } from '../tensor'
import { loadGptTokenizer, type GptTokenizer } from '../text/gpt2-tokenizer'
import { readGptFolder } from '../weights/hf-folder'

/** What a run starts from: the GPT-2 frozen with it, and the sizes that follow. */
export interface BaseModel {
  shape: CaptionerShape
  tokenizer: GptTokenizer
  /** GPT-2 parameters by ClipCap's names. */
  gpt: Record<string, HostTensor>
}

/** Reads the GPT-2 of a run's `inputs/`. */
export async function readBaseModel(runDir: string, frozen: FrozenConfig): Promise<BaseModel> {
  const dir = join(runDir, runFiles.gpt)
  const folder = await readGptFolder(dir)
  const gpt: Record<string, HostTensor> = {}
  for (const [name, dims] of gptParameterShapes(folder.config)) {
    gpt[GPT_PREFIX + name] = floats(await folder.read(name), dims)
  }
  return {
    gpt,
    tokenizer: await loadGptTokenizer(dir),
    shape: {
      gpt: folder.config,
      mapping: mappingShape(frozen, folder.config.width)
    }
  }
}

/** Sizes of the mapping network; what the configuration does not say is as ClipCap has it. */
function mappingShape({ clip, config }: FrozenConfig, width: number): MappingShape {
  const { embeddingSize } = clip
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
        heads: 8,
        innerSize: 2 * width
      }
}

/** The low-rank additions of a run; null where it has none. */
export const loraOf = ({ gptTraining, loraRank, loraAlpha }: RunConfig): LoraSettings | null =>
  gptTraining === 'lora' ? { rank: loraRank, alpha: loraAlpha } : null
