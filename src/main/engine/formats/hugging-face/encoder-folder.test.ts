import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encoderPath } from '../../../../../test/fixtures/encoders'
import { textParameterShapes, visionParameterShapes } from '../../../../shared/model-specs/encoder'
import { countParameters } from '../../../../shared/model-specs/parameter-shapes'
import { readPreprocessing } from './clip-preprocessor'
import { readEncoderLayout } from './encoder-folder'
import { folderKind, readEncoderFolder } from './hf-folder'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-encoders-'))
})
afterAll(() => rm(root, { recursive: true }))

type Json = Record<string, unknown>

const vitL = { hidden_size: 1024, intermediate_size: 4096, num_hidden_layers: 24 }
const wide = { hidden_size: 768, intermediate_size: 3072, num_attention_heads: 12 }
const so400m = { hidden_size: 1152, intermediate_size: 4304, num_hidden_layers: 27 }

/** Sizes by the published configurations, and how many parameters Transformers counts of them. */
const published: [string, Json, number][] = [
  [
    'openai/clip-vit-base-patch32',
    { model_type: 'clip', text_config: {}, vision_config: {} },
    151277313
  ],
  [
    'openai/clip-vit-large-patch14-336',
    {
      ...{ model_type: 'clip', projection_dim: 768, text_config: wide },
      vision_config: { ...vitL, num_attention_heads: 16, image_size: 336, patch_size: 14 }
    },
    427944193
  ],
  [
    'laion/CLIP-ViT-H-14-laion2B-s32B-b79K',
    {
      ...{ model_type: 'clip', projection_dim: 1024 },
      text_config: { ...vitL, num_attention_heads: 16, hidden_act: 'gelu' },
      vision_config: {
        ...{ hidden_size: 1280, intermediate_size: 5120, num_hidden_layers: 32 },
        ...{ num_attention_heads: 16, hidden_act: 'gelu', patch_size: 14 }
      }
    },
    986109441
  ],
  [
    'google/siglip-base-patch16-224',
    { model_type: 'siglip', text_config: {}, vision_config: {} },
    203155970
  ],
  [
    'google/siglip2-base-patch16-224',
    { model_type: 'siglip', text_config: { vocab_size: 256000 }, vision_config: {} },
    375187970
  ],
  [
    'google/siglip-so400m-patch14-384',
    {
      model_type: 'siglip',
      text_config: { ...so400m, num_attention_heads: 16 },
      vision_config: { ...so400m, num_attention_heads: 16, image_size: 384, patch_size: 14 }
    },
    877960498
  ]
]

describe('a published configuration has as many parameters as in Transformers', () => {
  it.each(published)('%s', async (_, json, parameters) => {
    const dir = await mkdtemp(join(root, 'published-'))
    await writeFile(join(dir, 'config.json'), JSON.stringify(json))
    const { config } = await readEncoderLayout(dir)
    // What similarities are multiplied by, and in SigLIP shifted by, is read by nobody here.
    const ofSimilarity = config.family === 'siglip' ? 2 : 1
    const towers =
      countParameters(visionParameterShapes(config)) + countParameters(textParameterShapes(config))
    expect(towers + ofSimilarity).toBe(parameters)
  })
})

async function changed(
  name: Parameters<typeof encoderPath>[0],
  file: string,
  change: (json: Json) => Json
): Promise<string> {
  const dir = await mkdtemp(join(root, 'changed-'))
  await cp(encoderPath(name), dir, { recursive: true })
  const path = join(dir, file)
  const json = JSON.parse(await readFile(path, 'utf8')) as Json
  await writeFile(path, JSON.stringify(change(json)))
  return dir
}

describe('an encoder is refused in words', () => {
  it.each([
    [
      'one that takes images of any shape',
      { model_type: 'siglip2' },
      'model.unsupported',
      'NaFlex'
    ],
    [
      'one without the pooling head',
      { vision_config: { vision_use_head: false } },
      'model.unsupported',
      'vision_use_head'
    ],
    [
      'one whose sides have no space in common',
      { text_config: { projection_size: 20 } },
      'model.bad-file',
      'projection_size'
    ],
    [
      'one whose weights have other patches',
      { vision_config: { image_size: 40 } },
      'model.config-differs',
      'vision_config.image_size'
    ],
    [
      'one whose weights have another table',
      { text_config: { vocab_size: 400 } },
      'model.config-differs',
      'text_config.vocab_size'
    ]
  ])('%s', async (_, change, code, words) => {
    const dir = await changed('siglip', 'config.json', (json) => ({
      ...json,
      ...Object.fromEntries(
        Object.entries(change).map(([name, value]) => [
          name,
          typeof value === 'string' ? value : { ...(json[name] as Json), ...value }
        ])
      )
    }))
    const error: unknown = await readEncoderFolder(dir).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code })
    expect(String(error)).toContain(words)
  })

  it('NaFlex also where the kind of a folder is asked for', async () => {
    const dir = await changed('siglip2', 'config.json', () => ({ model_type: 'siglip2' }))
    await expect(folderKind(dir)).rejects.toThrow('NaFlex')
  })
})

describe('how images are wanted', () => {
  it('is by both sides where nothing is cut', async () => {
    expect(await readPreprocessing(encoderPath('siglip2'), 32, 'upright')).toMatchObject({
      ...{ resize: { width: 32, height: 32 }, imageSize: 32, filter: 'bilinear' },
      mean: [0.5, 0.5, 0.5]
    })
  })

  it.each([
    ['the size', { size: { height: 48, width: 48 } }, "size must be the model's image_size"],
    ['one side alone', { size: { shortest_edge: 32 } }, 'crop_size'],
    ['the filter', { resample: 1 }, 'resample']
  ])('is refused where %s does not fit', async (_, change, words) => {
    const file = 'preprocessor_config.json'
    const dir = await changed('siglip2', file, (json) => ({ ...json, ...change }))
    await expect(readPreprocessing(dir, 32, 'upright')).rejects.toThrow(words)
  })
})
