import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath, readOracle } from '../../../../../test/fixtures/oracle'
import { checkpointWeights } from '../../captioner/train/checkpoint'
import { readEncoderFolder } from '../../formats/hugging-face/hf-folder'
import { openWeightFile } from '../../formats/weights/open-weight-file'
import {
  openSafetensors,
  writeSafetensors,
  type TensorToWrite
} from '../../formats/safetensors/safetensors'
import { checkModel } from './check-model'
import { TaskControl } from './task-control'

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-model-'))
})
afterAll(() => rm(root, { recursive: true }))

const { yieldNow } = new TaskControl()
const check = (path: string) => checkModel({ path }, { yieldNow, emit: () => undefined })

const gptDir = oraclePath('gpt2', 'safetensors')
let copies = 0
async function copyOf(dir: string): Promise<string> {
  const copy = join(root, `model-${copies++}`)
  await cp(dir, copy, { recursive: true })
  return copy
}

async function changeConfig(dir: string, change: Record<string, unknown>): Promise<string> {
  const path = join(dir, 'config.json')
  const config = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
  await writeFile(path, JSON.stringify({ ...config, ...change }))
  return path
}

describe('checkModel refuses at once, before it builds anything', () => {
  it.each([
    ['n_layer', 1e7],
    ['n_layer', 1e308],
    ['n_embd', 1e308],
    ['vocab_size', 2 ** 50],
    ['n_positions', -1],
    ['eos_token_id', 1e300]
  ])('a GPT-2 with %s %d', async (field, value) => {
    const dir = await copyOf(gptDir)
    await rm(join(dir, 'tokenizer_config.json'))
    const path = await changeConfig(dir, { [field]: value })
    const error: unknown = await check(dir).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'model.bad-file', params: { path } })
    expect(String(error)).toContain(field)
  })

  it('a checkpoint whose run says that it has a billion layers, or says nothing', async () => {
    const dir = join(root, 'run')
    const checkpoint = join(dir, 'checkpoints', 'step-1')
    await mkdir(join(dir, 'inputs'), { recursive: true })
    await mkdir(checkpoint, { recursive: true })
    await writeFile(join(checkpoint, 'state.json'), '{}')
    await cp(oraclePath('clipcap', 'clipcap.safetensors'), checkpointWeights(checkpoint))
    const config = join(dir, 'inputs', 'config.json')
    const frozen = {
      clip: { embeddingSize: 24 },
      config: { mapping: 'transformer', prefixLength: 5, clipLength: 5, mappingLayers: 1e9 }
    }
    for (const text of [JSON.stringify(frozen), '{}', 'null', '[', '['.repeat(1e6)]) {
      await writeFile(config, text)
      await expect(check(checkpoint)).rejects.toMatchObject({
        code: 'model.bad-file',
        params: { path: config }
      })
    }
  })
})

describe('checkModel reads', () => {
  it('a GPT-2 folder', async () => {
    const config = readOracle<Record<string, number>>('gpt2', 'safetensors', 'config.json')
    const cases = readOracle<{ tokenizer_size: number }>('gpt2', 'tokenizer_cases.json')
    const { name, details, weightsHash } = await check(gptDir)
    expect(name).toBe('safetensors')
    expect(details).toMatchObject({
      kind: 'gpt2',
      layers: config['n_layer'],
      heads: config['n_head'],
      width: config['n_embd'],
      positions: config['n_positions'],
      vocabularySize: config['vocab_size'],
      tokenizerSize: cases.tokenizer_size
    })
    const weights = await readFile(join(gptDir, 'model.safetensors'))
    expect(weightsHash).toBe(createHash('sha256').update(weights).digest('hex'))
    const { tensors } = await openSafetensors(join(gptDir, 'model.safetensors'))
    const values = [...tensors.values()].map(({ shape }) => shape.reduce((a, b) => a * b, 1))
    expect(details.parameters).toBe(values.reduce((a, b) => a + b, 0))
  })

  it('a CLIP folder', async () => {
    const config = readOracle<{
      projection_dim: number
      text_config: Record<string, number>
      vision_config: Record<string, number>
    }>('clip', 'config.json')
    expect((await check(oraclePath('clip'))).details).toMatchObject({
      kind: 'clip',
      embeddingSize: config.projection_dim,
      imageSize: config.vision_config['image_size'],
      patchSize: config.vision_config['patch_size'],
      contextLength: config.text_config['max_position_embeddings'],
      vocabularySize: config.text_config['vocab_size']
    })
  })

  it('a CLIP folder with one side alone, described with the other or by itself', async () => {
    const sides = {
      vision: { from: 'vision_config', marks: ['vision_model.', 'visual_'], size: 'imageSize' },
      text: { from: 'text_config', marks: ['text_model.', 'text_'], size: 'contextLength' }
    } as const
    const whole = await check(oraclePath('clip'))
    const file = await openSafetensors(join(oraclePath('clip'), 'model.safetensors'))
    for (const [side, { from, marks, size }] of Object.entries(sides)) {
      const dir = await copyOf(oraclePath('clip'))
      const kept = new Map<string, TensorToWrite>()
      for (const [name, { shape }] of file.tensors) {
        if (!marks.some((mark) => name.startsWith(mark))) continue
        kept.set(name, { shape, data: await file.readFloat32(name) })
      }
      await writeSafetensors(join(dir, 'model.safetensors'), kept)
      const unneeded =
        side === 'text' ? ['preprocessor_config.json'] : ['tokenizer.json', 'vocab.json']
      for (const name of unneeded) await rm(join(dir, name))
      const first = await check(dir)
      const config = readOracle<Record<string, object>>('clip', 'config.json')
      await writeFile(
        join(dir, 'config.json'),
        JSON.stringify({
          ...config[from],
          projection_dim: config['projection_dim'],
          model_type: `clip_${side}_model`
        })
      )
      for (const { details } of [first, await check(dir)]) {
        expect(Object.keys(details).filter((key) => /Size|Length/.test(key))).toEqual(
          side === 'vision'
            ? ['embeddingSize', 'imageSize', 'patchSize']
            : ['embeddingSize', 'contextLength', 'vocabularySize']
        )
        expect(whole.details).toMatchObject({ [size]: (details as Record<string, unknown>)[size] })
        expect(details.parameters).toBeLessThan(whole.details.parameters)
      }
      const missing = side === 'text' ? 'vision' : 'text'
      await expect(readEncoderFolder(dir, missing)).rejects.toMatchObject({
        code: 'model.no-tower',
        params: { tower: missing }
      })
    }
  })

  it('weights by torch.save in several files', async () => {
    const bin = oraclePath('gpt2', 'bin')
    const whole = await check(gptDir)
    expect((await check(bin)).details).toEqual(whole.details)
    const dir = await copyOf(bin)
    const file = await openWeightFile(join(bin, 'pytorch_model.bin'))
    const weight_map = Object.fromEntries(
      [...file.tensors.keys()].map((name, index) => [name, `pytorch_model-${index % 2}.bin`])
    )
    await rm(join(dir, 'pytorch_model.bin'))
    // A shard may hold more than its index says of it.
    for (const part of [0, 1]) {
      await cp(join(bin, 'pytorch_model.bin'), join(dir, `pytorch_model-${part}.bin`))
    }
    await writeFile(join(dir, 'pytorch_model.bin.index.json'), JSON.stringify({ weight_map }))
    expect((await check(dir)).details).toEqual(whole.details)
  })

  it('weights in several files, and names without a prefix', async () => {
    const whole = await check(gptDir)
    const dir = await copyOf(gptDir)
    const file = await openSafetensors(join(gptDir, 'model.safetensors'))
    const parts: Map<string, TensorToWrite>[] = [new Map(), new Map()]
    const weight_map: Record<string, string> = {}
    for (const [index, [name, { shape }]] of [...file.tensors].entries()) {
      const bare = name.replace('transformer.', '')
      parts[index % 2]?.set(bare, { shape, data: await file.readFloat32(name) })
      weight_map[bare] = `part-${index % 2}.safetensors`
    }
    for (const [index, part] of parts.entries()) {
      await writeSafetensors(join(dir, `part-${index}.safetensors`), part)
    }
    await writeFile(join(dir, 'model.safetensors.index.json'), JSON.stringify({ weight_map }))
    await rm(join(dir, 'model.safetensors'))
    expect((await check(dir)).details).toEqual(whole.details)
  })
})

describe('checkModel refuses', () => {
  it.each(['config.json', 'model.safetensors'])('a GPT-2 folder without %s', async (file) => {
    const dir = await copyOf(gptDir)
    await rm(join(dir, file))
    await expect(check(dir)).rejects.toMatchObject({
      code: 'model.file-missing',
      params: { path: dir, file }
    })
  })

  it('a folder without any tokenizer', async () => {
    const dir = await copyOf(gptDir)
    for (const file of ['tokenizer.json', 'vocab.json']) await rm(join(dir, file))
    await expect(check(dir)).rejects.toMatchObject({
      code: 'model.file-missing',
      params: { file: 'tokenizer.json' }
    })
  })

  it('a CLIP folder without its preprocessor', async () => {
    const dir = await copyOf(oraclePath('clip'))
    await rm(join(dir, 'preprocessor_config.json'))
    await expect(check(dir)).rejects.toMatchObject({
      code: 'model.file-missing',
      params: { file: 'preprocessor_config.json' }
    })
  })

  it('weights cut short', async () => {
    const dir = await copyOf(gptDir)
    await truncate(join(dir, 'model.safetensors'), 5000)
    await expect(check(dir)).rejects.toMatchObject({ code: 'weights.truncated' })
  })

  it.each<[string, Record<string, unknown>, string, string]>([
    ['another model', { model_type: 'llama' }, 'model.unsupported', 'llama'],
    ['no model type', { model_type: undefined }, 'model.unsupported', 'model_type'],
    ['cross-attention', { add_cross_attention: true }, 'model.unsupported', 'add_cross_attention'],
    ['another activation', { activation_function: 'relu' }, 'model.unsupported', 'relu'],
    ['a head of its own', { tie_word_embeddings: false }, 'model.unsupported', 'tie_word'],
    [
      'scaling by layer',
      { scale_attn_by_inverse_layer_idx: true },
      'model.unsupported',
      'scale_attn_by_inverse_layer_idx'
    ],
    ['a fractional size', { n_layer: 1.5 }, 'model.bad-file', 'n_layer'],
    ['heads that do not fit', { n_head: 100_000 }, 'model.bad-file', 'n_head']
  ])('a GPT-2 with %s', async (_what, change, code, detail) => {
    const dir = await copyOf(gptDir)
    const path = await changeConfig(dir, change)
    await expect(check(dir)).rejects.toMatchObject({
      code,
      params: { path, detail: expect.stringContaining(detail) }
    })
  })

  it('tensors of another shape, and missing ones', async () => {
    const changed = async (change: (tensors: Map<string, TensorToWrite>) => void) => {
      const dir = await copyOf(gptDir)
      const path = join(dir, 'model.safetensors')
      const file = await openSafetensors(path)
      const tensors = new Map<string, TensorToWrite>()
      for (const [name, { shape }] of file.tensors) {
        tensors.set(name, { shape, data: await file.readFloat32(name) })
      }
      change(tensors)
      await writeSafetensors(path, tensors)
      return { dir, path }
    }
    const tensor = 'transformer.h.0.ln_1.weight'
    const other = await changed((tensors) => {
      tensors.set(tensor, { shape: [3], data: new Float32Array(3) })
    })
    await expect(check(other.dir)).rejects.toMatchObject({
      code: 'weights.tensor-mismatch',
      params: { tensor, path: other.path }
    })
    const { dir } = await changed((tensors) => void tensors.delete(tensor))
    await expect(check(dir)).rejects.toMatchObject({
      code: 'weights.tensor-missing',
      params: { tensor }
    })
  })

  it('a damaged configuration, and a folder that is not there', async () => {
    const dir = await copyOf(gptDir)
    await writeFile(join(dir, 'config.json'), '{"model_type": "gp')
    await expect(check(dir)).rejects.toMatchObject({ code: 'model.bad-file' })
    await expect(check(join(root, 'none'))).rejects.toMatchObject({ code: 'file.not-found' })
  })
})
