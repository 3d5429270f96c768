import { join } from 'node:path'
import { runFiles, type FrozenConfig } from '../../../shared/engine-protocol'
import { GPT_PREFIX, type CaptionerShape } from '../nn/captioner'
import { gptParameterShapes } from '../nn/gpt2'
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
  const { width } = folder.config
  const { prefixLength } = frozen.config
  return {
    gpt,
    tokenizer: await loadGptTokenizer(dir),
    shape: {
      gpt: folder.config,
      mapping: {
        embeddingSize: frozen.clip.embeddingSize,
        prefixLength,
        width,
        // ClipCap: half of the output width.
        hiddenSize: Math.floor((prefixLength * width) / 2)
      }
    }
  }
}
