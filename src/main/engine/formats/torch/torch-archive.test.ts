import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import { openWeightFile } from '../weights/open-weight-file'
import { openSafetensors } from '../safetensors/safetensors'
import { openTorchArchive } from './torch-archive'
import { TorchTensor } from './values'

const fixtures = join(import.meta.dirname, '../../../../../test/fixtures/torch')
const fixture = (name: string): string => join(fixtures, name)
type Expected = Record<string, { shape: number[]; bits: number[] }>
const expected = JSON.parse(await readFile(fixture('expected.json'), 'utf8')) as Record<
  string,
  Expected
>

let root = ''
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'viecap-torch-'))
})
afterAll(() => rm(root, { recursive: true }))

describe('a torch archive', () => {
  it.each(Object.entries(expected))('%s gives every tensor to the bit', async (name, tensors) => {
    const file = await openWeightFile(fixture(name))
    expect([...file.tensors.keys()]).toEqual(Object.keys(tensors))
    for (const [tensor, { shape, bits }] of Object.entries(tensors)) {
      expect(file.tensors.get(tensor)?.shape).toEqual(shape)
      const values = await file.readFloat32(tensor)
      expect(Array.from(new Uint32Array(values.buffer))).toEqual(bits)
    }
  })

  it('gives plain data too', async () => {
    const { root: saved } = await openTorchArchive(fixture('zip-training.pt'))
    if (!(saved instanceof Map)) throw new Error('a dict was saved')
    const plain = [...saved].filter(([, value]) => !(value instanceof Map))
    expect(Object.fromEntries(plain)).toEqual({
      epoch: 3,
      loss: 1.25,
      name: 'thử',
      done: false,
      seed: 2 ** 40,
      sizes: [2, 3],
      dtype: expect.objectContaining({ name: 'torch.float32' }),
      device: 'cpu'
    })
  })

  it('gives the bytes of tensors that are no floats, and no floats of them', async () => {
    const path = fixture('zip-integers.pt')
    const { root: saved, readBytes } = await openTorchArchive(path)
    if (!(saved instanceof Map)) throw new Error('a dict was saved')
    const tensors = [...saved.values()].filter((value) => value instanceof TorchTensor)
    const bytes = await Promise.all(tensors.map(readBytes))
    expect(new BigInt64Array(bytes[0]?.buffer ?? new ArrayBuffer())).toEqual(
      new BigInt64Array([0n, 1n, 2n])
    )
    expect(bytes.slice(1)).toEqual([new Uint8Array([0, 1, 2]), new Uint8Array([1, 0])])
    await expect((await openWeightFile(path)).readFloat32('i64')).rejects.toMatchObject({
      code: 'weights.tensor-mismatch',
      params: { found: 'I64' }
    })
  })

  it('of a ClipCap checkpoint has what the safetensors file of the same model has', async () => {
    const torch = await openWeightFile(oraclePath('clipcap', 'clipcap.pt'))
    const safe = await openSafetensors(oraclePath('clipcap', 'clipcap.safetensors'))
    for (const [name, { shape }] of safe.tensors) {
      expect(torch.tensors.get(name)?.shape).toEqual(shape)
      expect(await torch.readFloat32(name)).toEqual(await safe.readFloat32(name))
    }
  })
})

describe('a torch archive is refused', () => {
  it.each([
    ['refused-os-system.pt', /^(posix|nt)\.system$/],
    ['refused-os-system-legacy.pt', /^(posix|nt)\.system$/],
    ['refused-whole-model.pt', /^torch\.nn\.modules\.linear\.Linear$/]
  ])('%s, by the name of the object that it asks for', async (name, object) => {
    await expect(openWeightFile(fixture(name))).rejects.toMatchObject({
      code: 'weights.foreign-object',
      params: { path: fixture(name), object: expect.stringMatching(object) }
    })
  })

  it('where it is a program', async () => {
    await expect(openWeightFile(fixture('refused-program.pt'))).rejects.toMatchObject({
      code: 'weights.damaged',
      params: { detail: expect.stringContaining('TorchScript') }
    })
  })

  it.each(['zip-float32.pt', 'legacy-float32.pt'])('%s, cut short anywhere', async (name) => {
    const whole = await readFile(fixture(name))
    for (let length = 0; length < whole.length; length += 7) {
      const path = join(root, 'cut.pt')
      await writeFile(path, whole)
      await truncate(path, length)
      await expect(openWeightFile(path)).rejects.toMatchObject({
        code: expect.stringMatching(/^weights\.(damaged|truncated)$/)
      })
    }
  })
})
