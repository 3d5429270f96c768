import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../test/fixtures/oracle'
import wanted from '../../../../test/fixtures/torch/clipcap-state-dicts.json'
import { checkModel } from '../server/tasks/check-model'
import { exportCaptioner } from '../server/tasks/export-captioner'
import { TaskControl } from '../server/tasks/task-control'
import { openWeightFile } from '../formats/weights/open-weight-file'
import { openCaptioner } from './open-captioner'

const { yieldNow } = new TaskControl()
const context = { yieldNow, emit: () => undefined }
const gpt = oraclePath('gpt2', 'safetensors')
const mlp = oraclePath('clipcap', 'clipcap.safetensors')
const transformer = oraclePath('clipcap', 'clipcap_transformer.safetensors')
const clip = { name: 'clip-vit', weightsHash: 'abc' }

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-export-'))
})
afterAll(() => rm(root, { recursive: true }))

const load = async (path: string) => (await openCaptioner({ path, gpt })).load()

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

  it.each([
    ['s.pt', 'clipcap-pt', 'recipe'],
    ['t.pt', 'clipcap-pt', 'clipcap'],
    ['s.safetensors', 'safetensors', 'recipe'],
    ['t.safetensors', 'safetensors', 'clipcap']
  ] as const)('%s holds just what the original model wants', async (name, format, keys) => {
    const { file } = await write(name, format, keys)
    const found = [...(await openWeightFile(file)).tensors].map(([tensor, { dtype, shape }]) => [
      tensor,
      { shape, dtype: dtype === 'F32' ? 'float32' : dtype }
    ])
    const model = kind === 'MLP' ? keys : 'transformer'
    expect(Object.fromEntries(found)).toEqual(wanted.stateDicts[model])
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

  it('as a folder says that its weights are float32, whatever those of its GPT-2 were', async () => {
    const half = join(root, `${kind}-half`)
    await cp(gpt, half, { recursive: true })
    const config = JSON.parse(await readFile(join(half, 'config.json'), 'utf8')) as object
    const changed = { ...config, torch_dtype: 'float16' }
    await writeFile(join(half, 'config.json'), JSON.stringify(changed))
    const file = join(root, `${kind}-from-half`)
    const source = {
      captioner: { path, gpt: half },
      clip,
      format: 'hf',
      keys: 'recipe',
      file
    } as const
    await exportCaptioner(source, context)
    const written = JSON.parse(await readFile(join(file, 'config.json'), 'utf8')) as object
    expect(written).toEqual({
      ...changed,
      ...('dtype' in config && { dtype: 'float32' }),
      torch_dtype: 'float32'
    })
  })
})
