import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { GPT_PREFIX, MAPPING_PREFIX } from '../../../shared/model-specs/captioner'
import { floatData, type HostTensor } from '../tensor/tensor'
import { copyPart } from '../../base/files/copy-part'
import { writeError } from '../../base/files/file-error'
import { writeFileAtomic } from '../../base/files/replace-file'
import { readJson } from '../formats/weights/json-file'
import { writeSafetensors } from '../formats/safetensors/safetensors'
import { writeTorchArchive } from '../formats/torch/write-archive'
import { HEAD } from '../formats/clipcap/clipcap-file'
import { mappingNameInFile, type ClipcapKeys } from '../formats/clipcap/clipcap-layout'
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
 * A Hugging Face folder of the GPT-2 with its tokenizer, and the mapping network beside it, written
 * into the new or empty folder `path`. Throws `file.unwritable`.
 */
export async function writeHfFolder(
  path: string,
  weights: Weights,
  { gptDir }: Pick<Captioner, 'gptDir'>,
  facts: CaptionerFacts
): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
    for (const file of await readdir(gptDir)) {
      if (gptFiles.has(file)) await copyPart(join(gptDir, file), join(path, file))
    }
    await writeFileAtomic(join(path, 'config.json'), await exportedConfig(gptDir, weights))
    const gpt = pick(weights, GPT_PREFIX, (name) => `transformer.${name}`)
    await writeSafetensors(join(path, 'model.safetensors'), gpt, { format: 'pt' })
    const mapping = pick(weights, MAPPING_PREFIX, (name) => MAPPING_PREFIX + name)
    await writeSafetensors(join(path, MAPPING_FILE), mapping, writeFacts(facts))
  } catch (error) {
    throw writeError(path, error)
  }
}

/**
 * The configuration of a GPT-2 folder, of weights in float32: others would be rounded to its type.
 * Where training has added rows, the last one is that of the end of text.
 */
async function exportedConfig(dir: string, weights: Weights): Promise<string> {
  const named = await readJson(dir, 'config.json', v.looseObject({ vocab_size: v.number() }))
  const rows = weights[`${GPT_PREFIX}wte.weight`]?.dims[0] ?? named.vocab_size
  const added = rows > named.vocab_size ? { vocab_size: rows, eos_token_id: rows - 1 } : {}
  const config = { ...named, ...added }
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
