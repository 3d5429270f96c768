import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../test/fixtures/oracle'
import { exportCaptioner } from '../tasks/export-captioner'
import { checkModel } from '../tasks/check-model'
import { TaskControl } from '../tasks/task-control'
import { openSafetensors, writeSafetensors, type TensorToWrite } from '../weights/safetensors'
import { openWeightFile } from '../weights/open-weight-file'
import { openCaptioner } from './open-captioner'

const { turn } = new TaskControl()
const context = { turn, emit: () => undefined }
const gpt = oraclePath('gpt2', 'safetensors')
const mlp = oraclePath('clipcap', 'clipcap.safetensors')
const transformer = oraclePath('clipcap', 'clipcap_transformer.safetensors')
const clip = { name: 'clip-vit', weightsHash: 'abc' }

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

  it('for a tensor that belongs to none of it, by name', async () => {
    const path = await changed('unknown.safetensors', (tensors) => {
      tensors.set('clip_project.model.5.weight', { shape: [1], data: new Float32Array(1) })
      tensors.set('extra', { shape: [1], data: new Float32Array(1) })
    })
    await expect(load(path)).rejects.toMatchObject({
      code: 'weights.unknown-tensor',
      params: { path, tensor: 'clip_project.model.5.weight', count: 2 }
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
    await expect(openCaptioner({ path: mlp, gpt: other })).rejects.toMatchObject({
      code: 'weights.unknown-tensor',
      params: { tensor: expect.stringContaining('gpt.transformer.h.1.') }
    })
  })
})

describe.each([
  ['MLP', mlp],
  ['transformer', transformer]
])('an export of a captioner with the %s mapping network', (kind, path) => {
  const captioner = { path, gpt, normalizeEmbeddings: true }
  const write = (name: string, format: 'clipcap-pt' | 'safetensors' | 'hf', keys = 'recipe') =>
    exportCaptioner(
      {
        captioner,
        clip,
        format,
        keys: keys === 'clipcap' ? keys : 'recipe',
        file: join(root, `${kind}-${name}`)
      },
      context
    )

  it.each([
    ['a.pt', 'clipcap-pt', 'recipe'],
    ['b.pt', 'clipcap-pt', 'clipcap'],
    ['a.safetensors', 'safetensors', 'recipe'],
    ['b.safetensors', 'safetensors', 'clipcap']
  ] as const)('%s gives every tensor back to the bit', async (name, format, keys) => {
    const { file, bytes } = await write(name, format, keys)
    expect(bytes).toBe((await stat(file)).size)
    expect(await load(file)).toEqual(await load(path))
    const tensors = await openWeightFile(file)
    const second = `clip_project.model.${keys === 'recipe' ? 3 : 2}.weight`
    expect(tensors.tensors.has(second)).toBe(kind === 'MLP')
    expect(await tensors.readFloat32('gpt.lm_head.weight')).toEqual(
      await tensors.readFloat32('gpt.transformer.wte.weight')
    )
  })

  it('by torch.save shares the table between embedding and head, and is the same every time', async () => {
    const first = await write('c.pt', 'clipcap-pt')
    const second = await write('d.pt', 'clipcap-pt')
    expect(await readFile(first.file)).toEqual(await readFile(second.file))
    const safe = await write('c.safetensors', 'safetensors')
    const table = (await openWeightFile(safe.file)).tensors.get('gpt.transformer.wte.weight')
    const tableBytes = 4 * (table?.shape.reduce((a, b) => a * b, 1) ?? NaN)
    expect(safe.bytes - first.bytes).toBeGreaterThan(tableBytes / 2)
  })

  it('as safetensors and as a folder says how embeddings are prepared and by which CLIP', async () => {
    const { file } = await write('e.safetensors', 'safetensors')
    const folder = (await write('folder', 'hf')).file
    for (const source of [{ path: file, gpt }, { path: folder }]) {
      const opened = await openCaptioner(source)
      expect(opened).toMatchObject({ normalizeEmbeddings: true, clip })
      expect(await opened.load()).toEqual(await load(path))
      const { details } = await checkModel(source, context)
      expect(details).toMatchObject({
        kind: 'captioner',
        holdsGpt: true,
        normalizeEmbeddings: true
      })
    }
  })

  it('into a folder that holds something is refused, and nothing is lost', async () => {
    const full = join(root, `${kind}-full`)
    await cp(gpt, full, { recursive: true })
    await expect(write('full', 'hf')).rejects.toMatchObject({ code: 'export.folder-not-empty' })
    expect(await stat(join(full, 'model.safetensors'))).toBeTruthy()
  })
})
