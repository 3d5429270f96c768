import { join } from 'node:path'
import { runFiles, type FrozenConfig } from '../../../../shared/engine-protocol'
import { openClipcapFile, readGpt, readMapping } from '../../formats/clipcap/clipcap-file'
import { GPT_PREFIX, type CaptionerShape } from '../../../../shared/model-specs/captioner'
import { gptParameterShapes } from '../../../../shared/model-specs/gpt2'
import { promptLengthOf } from '../../../../shared/model-specs/retrieval'
import { mappingOf } from '../../../../shared/model-specs/run-models'
import { extendTable, withEndRow } from '../end-row'
import { floats, type HostTensor } from '../../tensor/tensor'
import { loadGptTokenizer, type GptTokenizer } from '../../formats/tokenizers/gpt2-tokenizer'
import { readGptFolder, type GptFolder } from '../../formats/hugging-face/hf-folder'

/** What a run starts from: the GPT-2 frozen with it, and the sizes that follow. */
export interface BaseModel {
  shape: CaptionerShape
  /** Rows of the GPT-2's own token table: a row that was added for the end of text is not among them. */
  ownRows: number
  tokenizer: GptTokenizer
  /** GPT-2 parameters by ClipCap's names. */
  gpt: Record<string, HostTensor>
  /** The mapping network of the captioner that the run starts from; null where it is a fresh one. */
  mapping: Record<string, HostTensor> | null
}

/** A base model whose weights are not read yet. */
export interface BaseModelFiles extends Pick<BaseModel, 'shape' | 'ownRows' | 'tokenizer'> {
  /** Folder of the GPT-2's configuration and tokenizer. */
  dir: string
  /** GPT-2 parameters by ClipCap's names, except for those of `skip`. */
  readGpt(skip?: ReadonlySet<string>): Promise<Record<string, HostTensor>>
  readMapping(): Promise<Record<string, HostTensor> | null>
}

const TABLE = `${GPT_PREFIX}wte.weight`

/**
 * Opens the GPT-2 of a run's `inputs/`, and the captioner that it starts from. Where captions end
 * with an end-of-text token that the GPT-2's table has no row for, rows are added, but where
 * the table is not trained (LoRA, a frozen GPT-2) and would never learn them.
 */
export async function openBaseModel(runDir: string, frozen: FrozenConfig): Promise<BaseModelFiles> {
  const dir = join(runDir, runFiles.gpt)
  const folder = await readGptFolder(dir)
  const tokenizer = await loadGptTokenizer(dir)
  const { config: own } = folder
  const start = frozen.start
    ? await openClipcapFile(join(runDir, runFiles.start), own, tokenizer)
    : null
  const ends = frozen.config.endOfText && frozen.config.gptTraining === 'full'
  const gpt = ends ? withEndRow(start?.gpt ?? own, tokenizer) : (start?.gpt ?? own)
  return {
    dir,
    tokenizer,
    ownRows: own.vocabularySize,
    shape: {
      gpt,
      mapping:
        start?.mapping.shape ??
        mappingOf(frozen.config, { embeddingSize: frozen.clip.embeddingSize, width: gpt.width }),
      promptLength: promptLengthOf(frozen.config)
    },
    async readGpt(skip) {
      const tensors = await (start ? readGpt(start, skip) : readGptTensors(folder, skip))
      const table = tensors[TABLE]
      return table ? { ...tensors, [TABLE]: extendTable(table, gpt.vocabularySize) } : tensors
    },
    readMapping: async () => (start ? readMapping(start) : null)
  }
}

/** Reads what a run starts from. */
export async function readBaseModel(runDir: string, frozen: FrozenConfig): Promise<BaseModel> {
  const { shape, ownRows, tokenizer, ...files } = await openBaseModel(runDir, frozen)
  return {
    shape,
    ownRows,
    tokenizer,
    gpt: await files.readGpt(),
    mapping: await files.readMapping()
  }
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
