import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { readEncoderFolder, readGptFolder } from './hf-folder'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-sizes-'))
})
afterAll(() => rm(root, { recursive: true }))

type Config = { [name: string]: number | Config }

/** A copy of a model whose configuration names `field`, such as `text_config.hidden_size`, otherwise. */
async function renamed(from: string, field: string, change: (size: number) => number) {
  const dir = await mkdtemp(join(root, 'model-'))
  await cp(from, dir, { recursive: true })
  const path = join(dir, 'config.json')
  const config = JSON.parse(await readFile(path, 'utf8')) as Config
  const names = field.split('.')
  const last = names.pop() ?? ''
  let part = config
  for (const name of names) part = part[name] as Config
  const holds = part[last] as number
  const says = change(holds)
  part[last] = says
  await writeFile(path, JSON.stringify(config))
  return { dir, error: { code: 'model.config-differs', params: { path, field, says, holds } } }
}

const fewer = (size: number): number => size - 1
const more = (size: number): number => size + 1
const twice = (size: number): number => 2 * size

describe('a configuration that names other sizes than the weights have is refused', () => {
  it.each([
    ['n_layer', fewer],
    ['n_layer', more],
    ['n_embd', twice],
    ['vocab_size', more],
    ['n_positions', fewer]
  ] as const)('of a GPT-2: %s, %O', async (field, change) => {
    const { dir, error } = await renamed(oraclePath('gpt2', 'safetensors'), field, change)
    await expect(readGptFolder(dir)).rejects.toMatchObject(error)
  })

  it.each([
    ['projection_dim', more],
    ['vision_config.num_hidden_layers', fewer],
    ['vision_config.num_hidden_layers', more],
    ['vision_config.hidden_size', twice],
    ['vision_config.intermediate_size', more],
    ['vision_config.patch_size', twice],
    ['vision_config.image_size', twice],
    ['text_config.num_hidden_layers', fewer],
    ['text_config.num_hidden_layers', more],
    ['text_config.hidden_size', twice],
    ['text_config.intermediate_size', fewer],
    ['text_config.vocab_size', fewer],
    ['text_config.max_position_embeddings', more]
  ] as const)('of a CLIP: %s, %O', async (field, change) => {
    const { dir, error } = await renamed(oraclePath('clip'), field, change)
    await expect(readEncoderFolder(dir)).rejects.toMatchObject(error)
  })
})
