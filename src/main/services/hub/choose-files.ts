import { AppError } from '../../../shared/errors'
import type { HubFile } from './list-files'

/**
 * The files of a data set that are loaded: all but hidden ones, the smallest first. Throws
 * `hub.no-data` where there are none but pages for people.
 */
export function dataFiles(name: string, files: readonly HubFile[]): HubFile[] {
  const wanted = files
    .filter(({ path }) => !path.split('/').some((step) => step.startsWith('.')))
    .sort((a, b) => a.size - b.size)
  if (wanted.every(({ path }) => /\.(md|py)$/i.test(path)))
    throw new AppError('hub.no-data', { name })
  return wanted
}

/** The layouts of PyTorch weights, the best first: what must be there, and the shards beside it. */
const layouts = [
  { head: 'model.safetensors', shards: null },
  { head: 'model.safetensors.index.json', shards: /^model-\d+-of-\d+\.safetensors$/ },
  { head: 'pytorch_model.bin', shards: null },
  { head: 'pytorch_model.bin.index.json', shards: /^pytorch_model-\d+-of-\d+\.bin$/ }
] as const

const config = 'config.json'
const besides = [
  'preprocessor_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.json',
  'merges.txt'
]

/**
 * The files of a model that are needed: configuration, tokenizer and one layout of the weights, the
 * smallest first, so that what cannot be used shows early. Throws `hub.no-model`.
 */
export function chooseFiles(name: string, files: readonly HubFile[]): HubFile[] {
  const has = (path: string) => files.some((file) => file.path === path)
  const layout = layouts.find(({ head }) => has(head))
  const missing = has(config) ? 'model.safetensors or pytorch_model.bin' : config
  if (!layout || !has(config)) throw new AppError('hub.no-model', { name, missing })
  const wanted = [config, ...besides, layout.head]
  return files
    .filter(({ path }) => wanted.includes(path) || layout.shards?.test(path))
    .sort((a, b) => a.size - b.size)
}
