import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import type { Encoders } from '../../../../shared/domain'
import { encoderDifferences } from '../../../../shared/encoder-differences'
import { describeClip } from './describe-clip'
import { TaskControl } from './task-control'

type Json = Record<string, unknown>

let root = ''
let before: Encoders = {}
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-describe-'))
  before = await describe(oraclePath('clip'))
})
afterAll(() => rm(root, { recursive: true }))

async function describe(clip: string): Promise<Encoders> {
  const { yieldNow } = new TaskControl()
  return (await describeClip({ clip }, { yieldNow, emit: () => undefined })).encoders
}

/** The encoders of a copy of the model whose file `name` was changed. */
async function changed(name: string, change: (json: Json) => unknown): Promise<Encoders> {
  const dir = await mkdtemp(join(root, 'clip-'))
  await cp(oraclePath('clip'), dir, { recursive: true })
  const path = join(dir, name)
  const json = JSON.parse(await readFile(path, 'utf8')) as Json
  await writeFile(path, JSON.stringify(change(json), null, 3))
  return describe(dir)
}

const differences = (after: Encoders, kind: 'image' | 'sentence'): string[] => {
  const [one, other] = [before[kind], after[kind]]
  if (!one || !other) throw new Error(`no ${kind} encoder`)
  expect(one.key === other.key).toBe(one.description === other.description)
  return encoderDifferences(one, other)
}

it.each([
  ['image_mean', [0, 0, 0], 'preprocessing.mean'],
  ['image_std', [1, 1, 1], 'preprocessing.deviation'],
  ['rescale_factor', 1 / 127.5, 'preprocessing.rescale'],
  ['size', 40, 'preprocessing.resize.shorterSide']
])('%s of the preprocessing changes the vectors of images alone', async (name, value, field) => {
  const after = await changed('preprocessor_config.json', (json) => ({ ...json, [name]: value }))
  expect(differences(after, 'image')).toEqual([field])
  expect(differences(after, 'sentence')).toEqual([])
})

it('a merge of the tokenizer changes the vectors of sentences alone', async () => {
  const after = await changed('tokenizer.json', (json) => {
    const model = json['model'] as { merges: unknown[] }
    return { ...json, model: { ...model, merges: model.merges.slice(0, -1) } }
  })
  expect(differences(after, 'image')).toEqual([])
  expect(differences(after, 'sentence')).toEqual(['tokenizer'])
})

it('what the configuration says beside the sizes of tensors changes them', async () => {
  const after = await changed('config.json', (json) => ({
    ...json,
    vision_config: { ...(json['vision_config'] as Json), num_attention_heads: 1 },
    text_config: { ...(json['text_config'] as Json), layer_norm_eps: 1e-6 }
  }))
  expect(differences(after, 'image')).toEqual(['network.heads'])
  expect(differences(after, 'sentence')).toEqual(['network.layerNormEpsilon'])
})

it('how the files are written changes nothing', async () => {
  const reversed = (json: Json) => Object.fromEntries(Object.entries(json).reverse())
  for (const name of ['preprocessor_config.json', 'config.json', 'tokenizer.json']) {
    expect(await changed(name, reversed)).toEqual(before)
  }
})

it.each([
  ['image_std', [0.2, 0, 0.2]],
  ['image_std', [0.2, -1, 0.2]],
  ['rescale_factor', 0]
])('%s %j is refused', async (name, value) => {
  const after = changed('preprocessor_config.json', (json) => ({ ...json, [name]: value }))
  await expect(after).rejects.toMatchObject({
    code: 'model.bad-file',
    params: { detail: expect.stringMatching(new RegExp(`^${name}.*must be above 0`)) as unknown }
  })
})

it('images seen upright and as they are stored have vectors apart', () => {
  const { image, storedImage } = before
  if (!image || !storedImage) throw new Error('no encoder of images')
  expect(encoderDifferences(image, storedImage)).toEqual(['preprocessing.orientation'])
})
