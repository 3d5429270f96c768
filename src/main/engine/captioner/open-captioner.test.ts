import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { checkModel } from '../server/tasks/check-model'
import { TaskControl } from '../server/tasks/task-control'
import {
  openSafetensors,
  writeSafetensors,
  type TensorToWrite
} from '../formats/safetensors/safetensors'
import { openCaptioner } from './open-captioner'

const { yieldNow } = new TaskControl()
const context = { yieldNow, emit: () => undefined }
const gpt = oraclePath('gpt2', 'safetensors')
const mlp = oraclePath('clipcap', 'clipcap.safetensors')
const transformer = oraclePath('clipcap', 'clipcap_transformer.safetensors')

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-captioner-'))
})
afterAll(() => rm(root, { recursive: true }))

/** A checkpoint with the tensors of `from` as `change` makes them. */
async function changed(
  name: string,
  change: (tensors: Map<string, TensorToWrite>) => void,
  from = mlp
): Promise<string> {
  const file = await openSafetensors(from)
  const tensors = new Map<string, TensorToWrite>()
  for (const [tensor, { shape }] of file.tensors) {
    tensors.set(tensor, { shape, data: await file.readFloat32(tensor) })
  }
  change(tensors)
  const path = join(root, name)
  await writeSafetensors(path, tensors)
  return path
}

/** Renames the MLP's second layer as ClipCap has it, without a dropout before it. */
function renameSecond(tensors: Map<string, TensorToWrite>): void {
  for (const [name, tensor] of [...tensors]) {
    if (!name.includes('.model.3.')) continue
    tensors.delete(name)
    tensors.set(name.replace('.model.3.', '.model.2.'), tensor)
  }
}

const load = async (path: string) => (await openCaptioner({ path, gpt })).load()

describe('a ClipCap checkpoint', () => {
  it('is the same by torch.save, with the buffers of old versions, as by safetensors', async () => {
    const torch = await openCaptioner({ path: oraclePath('clipcap', 'clipcap.pt'), gpt })
    const safe = await openCaptioner({ path: mlp, gpt })
    expect(torch.shape).toEqual(safe.shape)
    expect(torch.shape.mapping).toMatchObject({
      kind: 'mlp',
      embeddingSize: 24,
      prefixLength: 4,
      hiddenSize: 64
    })
    expect(torch.holdsGpt).toBe(true)
    expect(await torch.load()).toEqual(await safe.load())
  })

  it('is the same in the layout with and without dropout', async () => {
    const path = await changed('second.safetensors', renameSecond)
    expect(await load(path)).toEqual(await load(mlp))
  })

  it('can have the transformer mapping network and leave out the output head', async () => {
    const { shape, load: read } = await openCaptioner({ path: transformer, gpt })
    expect(shape.mapping).toEqual({
      kind: 'transformer',
      embeddingSize: 24,
      prefixLength: 4,
      clipLength: 3,
      width: 32,
      layers: 2,
      heads: 8,
      innerSize: 64
    })
    const file = await openSafetensors(transformer)
    const weights = await read()
    expect(Object.keys(weights)).toHaveLength(file.tensors.size)
    for (const name of file.tensors.keys()) {
      expect(weights[name]?.data).toEqual(await file.readFloat32(name))
    }
  })

  it('without a GPT-2 takes the one of the folder', async () => {
    const path = await changed('mapping.safetensors', (tensors) => {
      for (const name of tensors.keys()) if (name.startsWith('gpt.')) tensors.delete(name)
    })
    const captioner = await openCaptioner({ path, gpt })
    expect(captioner.holdsGpt).toBe(false)
    expect(captioner.paths).toEqual([path, join(gpt, 'model.safetensors')])
    const folder = await openSafetensors(join(gpt, 'model.safetensors'))
    const weights = await captioner.load()
    expect(weights['gpt.transformer.wte.weight']?.data).toEqual(
      await folder.readFloat32('transformer.wte.weight')
    )
  })
})

describe('a ClipCap checkpoint is refused', () => {
  it('without the folder of its GPT-2', async () => {
    await expect(openCaptioner({ path: mlp })).rejects.toMatchObject({ code: 'model.needs-gpt' })
  })

  it('for tensors that belong to none of it, by name', async () => {
    const path = await changed('unknown.safetensors', (tensors) => {
      tensors.set('clip_project.model.5.weight', { shape: [1], data: new Float32Array(1) })
      tensors.set('extra', { shape: [1], data: new Float32Array(1) })
    })
    await expect(load(path)).rejects.toMatchObject({
      code: 'weights.unknown-tensor',
      params: { path, tensors: 'clip_project.model.5.weight, extra', count: 2 }
    })
  })

  it('for a tensor that is not there, or of another shape', async () => {
    const missing = await changed('missing.safetensors', (tensors) => {
      tensors.delete('gpt.transformer.h.1.ln_1.bias')
    })
    await expect(load(missing)).rejects.toMatchObject({
      code: 'weights.tensor-missing',
      params: { tensor: 'gpt.transformer.h.1.ln_1.bias' }
    })
    const narrow = await changed('narrow.safetensors', (tensors) => {
      tensors.set('clip_project.model.3.bias', { shape: [7], data: new Float32Array(7) })
    })
    await expect(load(narrow)).rejects.toMatchObject({
      code: 'weights.tensor-mismatch',
      params: { tensor: 'clip_project.model.3.bias' }
    })
  })

  it('for an output head of its own', async () => {
    const path = await changed('head.safetensors', (tensors) => {
      const { shape = [], data = [] } = tensors.get('gpt.lm_head.weight') ?? {}
      tensors.set('gpt.lm_head.weight', { shape, data: new Float32Array(data.length).fill(1) })
    })
    await expect(checkModel({ path, gpt }, context)).rejects.toMatchObject({
      code: 'weights.head-differs'
    })
  })

  it('where the folder is of another GPT-2', async () => {
    const other = join(root, 'other')
    await cp(gpt, other, { recursive: true })
    const config = JSON.parse(await readFile(join(other, 'config.json'), 'utf8')) as object
    await writeFile(join(other, 'config.json'), JSON.stringify({ ...config, n_layer: 1 }))
    const file = await openSafetensors(join(gpt, 'model.safetensors'))
    const tensors = new Map<string, TensorToWrite>()
    for (const [name, { shape }] of file.tensors) {
      if (name.startsWith('transformer.h.1.')) continue
      tensors.set(name, { shape, data: await file.readFloat32(name) })
    }
    await writeSafetensors(join(other, 'model.safetensors'), tensors)
    await expect(openCaptioner({ path: mlp, gpt: other })).rejects.toMatchObject({
      code: 'weights.unknown-tensor',
      params: { tensors: expect.stringMatching(/^(gpt\.transformer\.h\.1\.\S+, ){10}…$/) }
    })
  })
})
