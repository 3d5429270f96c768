import { join } from 'node:path'
import { runFiles, type FrozenConfig } from '../../../../shared/engine-protocol'
import { openClipcapFile, readGpt, readMapping } from '../../formats/clipcap/clipcap-file'
import { GPT_PREFIX, type CaptionerShape } from '../../../../shared/model-specs/captioner'
import { gptParameterShapes } from '../../../../shared/model-specs/gpt2'
import { mappingOf } from '../../../../shared/model-specs/run-models'
import { floats, type HostTensor } from '../../tensor/tensor'
import { loadGptTokenizer, type GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { readGptFolder, type GptFolder } from '../../formats/hugging-face/hf-folder'

/** What a run starts from: the GPT-2 frozen with it, and the sizes that follow. */
export interface BaseModel {
  shape: CaptionerShape
  tokenizer: GptTokenizer
  /** GPT-2 parameters by ClipCap's names. */
  gpt: Record<string, HostTensor>
  /** The mapping network of the captioner that the run starts from; null where it is a fresh one. */
  mapping: Record<string, HostTensor> | null
}

/** A base model whose weights are not read yet. */
export interface BaseModelFiles extends Pick<BaseModel, 'shape' | 'tokenizer'> {
  /** Folder of the GPT-2's configuration and tokenizer. */
  dir: string
  /** GPT-2 parameters by ClipCap's names, except for those of `skip`. */
  readGpt(skip?: ReadonlySet<string>): Promise<Record<string, HostTensor>>
  readMapping(): Promise<Record<string, HostTensor> | null>
}

/** Opens the GPT-2 of a run's `inputs/`, and the captioner that it starts from. */
export async function openBaseModel(runDir: string, frozen: FrozenConfig): Promise<BaseModelFiles> {
  const dir = join(runDir, runFiles.gpt)
  const folder = await readGptFolder(dir)
  const { config: gpt } = folder
  const start = frozen.start ? await openClipcapFile(join(runDir, runFiles.start), gpt) : null
  return {
    dir,
    tokenizer: await loadGptTokenizer(dir),
    shape: {
      gpt,
      mapping:
        start?.mapping.shape ??
        mappingOf(frozen.config, { embeddingSize: frozen.clip.embeddingSize, width: gpt.width })
    },
    readGpt: (skip) => (start ? readGpt(start, gpt, skip) : readGptTensors(folder, skip)),
    readMapping: async () => (start ? readMapping(start) : null)
  }
}

/** Reads what a run starts from. */
export async function readBaseModel(runDir: string, frozen: FrozenConfig): Promise<BaseModel> {
  const { shape, tokenizer, ...files } = await openBaseModel(runDir, frozen)
  return { shape, tokenizer, gpt: await files.readGpt(), mapping: await files.readMapping() }
}

/** Parameters of a GPT-2 folder by ClipCap's names, except for those of `skip`. */
export async function readGptTensors(
  folder: GptFolder,
  skip: ReadonlySet<string> = new Set()
): Promise<Record<string, HostTensor>> {
  const tensors: Record<string, HostTensor> = {}
  for (const [name, dims] of gptParameterShapes(folder.config)) {
    if (skip.has(GPT_PREFIX + name)) continue
    tensors[GPT_PREFIX + name] = floats(await folder.read(name), dims)
  }
  return tensors
}
