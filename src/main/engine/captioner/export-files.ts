import { copyFile, mkdir, readdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '../../../shared/errors'
import { GPT_PREFIX, MAPPING_PREFIX } from '../nn/captioner'
import { floatData, type HostTensor } from '../tensor'
import { explain, isMissing, syncFolder } from '../weights/files'
import { readJson } from '../weights/json-file'
import { writeSafetensors } from '../weights/safetensors'
import { writeTorchArchive } from '../weights/torch/write-archive'
import { HEAD } from './clipcap-file'
import { mappingNameInFile, type ClipcapKeys } from './clipcap-layout'
import { writeFacts, type CaptionerFacts } from './facts'
import { MAPPING_FILE, type Captioner } from './open-captioner'

type Weights = Readonly<Record<string, HostTensor>>
interface FloatTensor {
  shape: readonly number[]
  data: Float32Array
}

/** A ClipCap checkpoint by torch.save; the head shares the token table's storage. */
export const writeClipcapPt = (path: string, weights: Weights, keys: ClipcapKeys): Promise<void> =>
  writeTorchArchive(path, clipcapTensors(weights, keys))

/** The same as safetensors, where nothing can be shared, with what we know of it as metadata. */
export const writeClipcapSafetensors = (
  path: string,
  weights: Weights,
  keys: ClipcapKeys,
  facts: CaptionerFacts
): Promise<void> => writeSafetensors(path, clipcapTensors(weights, keys), writeFacts(facts))

/**
 * A Hugging Face folder of the GPT-2 with its tokenizer, and the mapping network beside it: made
 * beside `path` and renamed. Throws `export.folder-not-empty` or `file.unwritable`.
 */
export async function writeHfFolder(
  path: string,
  weights: Weights,
  { gptDir }: Pick<Captioner, 'gptDir'>,
  facts: CaptionerFacts
): Promise<void> {
  await refuseFull(path)
  const beside = `${path}.${process.pid}.tmp`
  try {
    await rm(beside, { recursive: true, force: true })
    await mkdir(beside)
    for (const file of await readdir(gptDir)) {
      if (gptFiles.has(file)) await copyFile(join(gptDir, file), join(beside, file))
    }
    await writeFile(join(beside, 'config.json'), await float32Config(gptDir))
    const gpt = pick(weights, GPT_PREFIX, (name) => `transformer.${name}`)
    await writeSafetensors(join(beside, 'model.safetensors'), gpt, { format: 'pt' })
    const mapping = pick(weights, MAPPING_PREFIX, (name) => MAPPING_PREFIX + name)
    await writeSafetensors(join(beside, MAPPING_FILE), mapping, writeFacts(facts))
    await rmdir(path).catch(() => undefined)
    await rename(beside, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined)
    if (cause instanceof AppError) throw cause
    throw new AppError('file.unwritable', { path, detail: explain(cause) }, { cause })
  }
}

/** The configuration of a GPT-2 folder, of weights in float32: others would be rounded to its type. */
async function float32Config(dir: string): Promise<string> {
  const config = await readJson(dir, 'config.json', v.looseObject({}))
  const names = ['torch_dtype', 'dtype'].filter((name) => name in config)
  const types = Object.fromEntries(names.map((name) => [name, 'float32']))
  return `${JSON.stringify({ ...config, ...types }, null, 2)}\n`
}

/** Files of a GPT-2 folder beside its weights and its configuration. */
const gptFiles = new Set([
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.json',
  'merges.txt'
])

/** All tensors by ClipCap's names, the head being the token table itself. */
function clipcapTensors(weights: Weights, keys: ClipcapKeys): Map<string, FloatTensor> {
  const tensors = new Map([
    ...pick(weights, MAPPING_PREFIX, (name) => mappingNameInFile(name, keys)),
    ...pick(weights, GPT_PREFIX, (name) => GPT_PREFIX + name)
  ])
  const table = tensors.get(`${GPT_PREFIX}wte.weight`)
  if (!table) throw new Error('a captioner has a token table')
  return tensors.set(HEAD, table)
}

function pick(
  weights: Weights,
  prefix: string,
  rename: (name: string) => string
): Map<string, FloatTensor> {
  const picked = new Map<string, FloatTensor>()
  for (const [name, tensor] of Object.entries(weights)) {
    if (!name.startsWith(prefix)) continue
    const { dims: shape } = tensor
    picked.set(rename(name.slice(prefix.length)), { shape, data: floatData(tensor) })
  }
  return picked
}

async function refuseFull(path: string): Promise<void> {
  try {
    const full = !(await stat(path)).isDirectory() || (await readdir(path)).length > 0
    if (full) throw new AppError('export.folder-not-empty', { path })
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
