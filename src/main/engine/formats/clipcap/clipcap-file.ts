import { AppError } from '../../../../shared/errors'
import { GPT_PREFIX, MAPPING_PREFIX } from '../../../../shared/model-specs/captioner'
import { gptParameterShapes, type GptShape } from '../../../../shared/model-specs/gpt2'
import { mappingParameterShapes } from '../../../../shared/model-specs/mapping'
import { floats, type HostTensor } from '../../tensor/tensor'
import { openWeightFile } from '../weights/open-weight-file'
import type { WeightFile } from '../weights/weight-file'
import { checkTensors, joinFiles } from '../weights/weight-files'
import { findMapping, mappingNameInFile, mappingNames, type FoundMapping } from './clipcap-layout'

/** The output head, a copy of the token table: GPT-2 ties the two. */
export const HEAD = 'gpt.lm_head.weight'

/** A ClipCap checkpoint whose tensors have been checked. */
export interface ClipcapFile {
  file: WeightFile
  mapping: FoundMapping
  /** Whether the GPT-2 is in it too. */
  holdsGpt: boolean
  /** Sizes of the GPT-2, of whose table the file may have rows up to the end of text. */
  gpt: GptShape
}

/** What models of older versions keep beside their weights: masks, and what is masked with. */
const buffers = /^gpt\.transformer\.h\.\d+\.attn\.(bias|masked_bias)$/

/** Unknown tensors that an error names. */
const MAX_NAMED = 10

/**
 * Opens a ClipCap checkpoint, safetensors or a torch archive, in either layout of the MLP or with
 * the transformer mapping network, with or without the GPT-2. Its sizes must be those of `gpt`;
 * its token table may end with the row of `tokenizer`'s end of text, which training may have added.
 * Throws `weights.unknown-tensor` for tensors that belong to none of it, or another code of
 * `weights.`.
 */
export async function openClipcapFile(
  path: string,
  named: GptShape,
  tokenizer?: { endOfTextId: number }
): Promise<ClipcapFile> {
  const file = await openWeightFile(path)
  const [rows = 0] = file.tensors.get(`${GPT_PREFIX}wte.weight`)?.shape ?? []
  const added = rows > named.vocabularySize && rows - 1 === tokenizer?.endOfTextId
  const gpt = added ? { ...named, vocabularySize: rows } : named
  const mapping = findMapping(file, gpt.width)
  const holdsGpt = [...file.tensors.keys()].some((name) => name.startsWith(GPT_PREFIX))
  const gptNames = [...gptParameterShapes(gpt).keys()].map((name) => GPT_PREFIX + name)
  const known = new Set([...mappingNames(mapping), ...gptNames, HEAD])
  const unknown = [...file.tensors.keys()].filter((name) => !known.has(name) && !buffers.test(name))
  if (unknown.length > 0) {
    const more = unknown.length > MAX_NAMED ? ', …' : ''
    const tensors = unknown.slice(0, MAX_NAMED).join(', ') + more
    throw new AppError('weights.unknown-tensor', { path, tensors, count: unknown.length })
  }
  const files = joinFiles([file])
  checkTensors(files, mappingParameterShapes(mapping.shape), (name) =>
    mappingNameInFile(name, mapping.keys)
  )
  if (holdsGpt) checkTensors(files, gptParameterShapes(gpt), (name) => GPT_PREFIX + name)
  return { file, mapping, holdsGpt, gpt }
}

/** The mapping network of a checkpoint, by our names. */
export async function readMapping({
  file,
  mapping
}: Pick<ClipcapFile, 'file' | 'mapping'>): Promise<Record<string, HostTensor>> {
  const tensors: Record<string, HostTensor> = {}
  for (const [name, shape] of mappingParameterShapes(mapping.shape)) {
    const values = await file.readFloat32(mappingNameInFile(name, mapping.keys))
    tensors[MAPPING_PREFIX + name] = floats(values, shape)
  }
  return tensors
}

/** The GPT-2 of a checkpoint that holds it, by our names, except for those of `skip`. */
export async function readGpt(
  { file, gpt }: Pick<ClipcapFile, 'file' | 'gpt'>,
  skip: ReadonlySet<string> = new Set()
): Promise<Record<string, HostTensor>> {
  const tensors: Record<string, HostTensor> = {}
  for (const [name, shape] of gptParameterShapes(gpt)) {
    if (skip.has(GPT_PREFIX + name)) continue
    tensors[GPT_PREFIX + name] = floats(await file.readFloat32(GPT_PREFIX + name), shape)
  }
  return tensors
}

/** Throws `weights.head-differs` where a checkpoint's output head is not its token table. */
export async function checkHead({ file, holdsGpt }: ClipcapFile): Promise<void> {
  if (!holdsGpt || !file.tensors.has(HEAD)) return
  const head = Buffer.from((await file.readFloat32(HEAD)).buffer)
  const table = Buffer.from((await file.readFloat32(`${GPT_PREFIX}wte.weight`)).buffer)
  if (!head.equals(table)) {
    throw new AppError('weights.head-differs', { path: file.path, tensor: HEAD })
  }
}
