import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import {
  runFiles,
  type CaptionerSource,
  type FrozenConfig,
  type TrainedWith
} from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { positionsBefore, type CaptionerShape } from '../../../shared/model-specs/captioner'
import { retrievalOf, type Retrieval } from '../../../shared/model-specs/retrieval'
import { loraOf } from '../../../shared/model-specs/run-models'
import type { HostTensor } from '../tensor/tensor'
import { loadGptTokenizer, type GptTokenizer } from '../formats/tokenizers/gpt2-tokenizer'
import { openBaseModel, readGptTensors } from './train/base-model'
import { checkpointWeights, readCheckpointParameters } from './train/checkpoint'
import { mergeLora } from './train/merge-lora'
import { readFrozenConfig } from './train/run-inputs'
import { fileError, isMissing } from '../../base/files/file-error'
import { readGptFolder } from '../formats/hugging-face/hf-folder'
import { checkHead, openClipcapFile, readGpt, readMapping } from '../formats/clipcap/clipcap-file'
import { readFacts } from './facts'
import { memoryIn } from './memory/memory-folder'

/** A captioner whose files have been looked into; its weights are read when asked for. */
export interface Captioner {
  shape: CaptionerShape
  tokenizer: GptTokenizer
  /** Folder with the GPT-2's configuration and tokenizer. */
  gptDir: string
  /** Whether its own files hold the GPT-2's weights; else they are those of the GPT-2 it is paired with. */
  holdsGpt: boolean
  normalizeEmbeddings: boolean
  /** Whether its training captions end with the end-of-text token; false where nothing says so. */
  endOfText: boolean
  /** How it is prompted with captions of training images; null where it is not. */
  retrieval: Retrieval | null
  /** The encoder that it was trained with, where its files say so. */
  clip: TrainedWith | null
  /** Of an average: what it was made of, by name. */
  averageOf?: readonly string[]
  /** Folder of its memory: see `memoryOf`. */
  memory: string | null
  /** Files of its weights. */
  paths: string[]
  /** All parameters by ClipCap's names, LoRA's additions worked in. */
  load(): Promise<Record<string, HostTensor>>
  /** Looks at what opening does not read: whether the output head is the token table. */
  checkContent(): Promise<void>
}

/** The mapping network of an exported Hugging Face folder, beside its GPT-2. */
export const MAPPING_FILE = 'clip_project.safetensors'

/**
 * Opens a captioner: a checkpoint folder of a run, a Hugging Face folder with a mapping network
 * beside its GPT-2, or a ClipCap checkpoint file, which needs the folder of a GPT-2. Throws
 * `model.needs-gpt`, or what the readers of its files find wrong.
 */
export async function openCaptioner(source: CaptionerSource): Promise<Captioner> {
  const { path } = source
  const found = await stat(path).catch((error: unknown) => {
    throw fileError(path, error)
  })
  if (!found.isDirectory()) return openFile(path, source.gpt, source)
  if (await isRunCheckpoint(path)) return openRunCheckpoint(path)
  const opened = await openFile(join(path, MAPPING_FILE), path, source)
  return { ...opened, holdsGpt: true, memory: await memoryIn(path) }
}

/** Whether the folder `dir` is a captioner: of a run, or exported. */
export const isCaptionerFolder = async (dir: string): Promise<boolean> =>
  (await isRunCheckpoint(dir)) || exists(join(dir, MAPPING_FILE))

const isRunCheckpoint = async (dir: string): Promise<boolean> =>
  (await exists(join(dir, 'state.json'))) && exists(checkpointWeights(dir))

async function openFile(
  path: string,
  gptDir: string | undefined,
  { normalizeEmbeddings }: CaptionerSource
): Promise<Captioner> {
  if (gptDir === undefined) throw new AppError('model.needs-gpt', { path })
  const folder = await readGptFolder(gptDir)
  const tokenizer = await loadGptTokenizer(gptDir)
  const checkpoint = await openClipcapFile(path, folder.config, tokenizer)
  const { file, gpt, mapping, holdsGpt } = checkpoint
  const facts = readFacts(file)
  const retrieval = facts?.retrieval ?? null
  const shape = {
    mapping: mapping.shape,
    gpt: { ...folder.config, ...gpt },
    promptLength: retrieval?.retrievedTokens ?? 0
  }
  if (retrieval && positionsBefore(shape) >= shape.gpt.positions) {
    const detail = `a prompt of ${shape.promptLength} tokens leaves no position for a caption`
    throw new AppError('model.bad-file', { path, detail })
  }
  return {
    shape,
    tokenizer,
    gptDir,
    holdsGpt,
    normalizeEmbeddings: normalizeEmbeddings ?? facts?.normalizeEmbeddings ?? false,
    endOfText: facts?.endOfText ?? false,
    retrieval,
    clip: facts?.clip ?? null,
    ...(facts?.averageOf && { averageOf: facts.averageOf }),
    memory: null,
    paths: holdsGpt ? [path] : [path, ...folder.weights.paths],
    load: async () => ({
      ...(await readMapping(checkpoint)),
      ...(holdsGpt ? await readGpt(checkpoint) : await readGptTensors(folder))
    }),
    checkContent: () => checkHead(checkpoint)
  }
}

async function openRunCheckpoint(dir: string): Promise<Captioner> {
  const runDir = dirname(dirname(dir))
  const frozen = await readFrozenConfig(runDir)
  const base = await openBaseModel(runDir, frozen)
  const lora = loraOf(frozen.config)
  return {
    shape: base.shape,
    tokenizer: base.tokenizer,
    gptDir: base.dir,
    holdsGpt: true,
    normalizeEmbeddings: frozen.config.normalizeEmbeddings,
    endOfText: frozen.config.endOfText,
    retrieval: retrievalOf(frozen.config),
    clip: trainedWith(frozen),
    memory: dirname(join(runDir, runFiles.items)),
    paths: [checkpointWeights(dir)],
    async load() {
      const trained = await readCheckpointParameters(dir)
      const rest = await base.readGpt(new Set(Object.keys(trained)))
      return mergeLora(base.shape, { ...rest, ...trained }, lora)
    },
    checkContent: () => Promise.resolve()
  }
}

const trainedWith = ({ clip: { name, weightsHash, encoders } }: FrozenConfig): TrainedWith => ({
  name,
  weightsHash,
  encoder: encoders?.image
})

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: unknown) => {
      if (isMissing(error)) return false
      throw fileError(path, error)
    }
  )
