import { mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { halfToNumber } from '../weights/dtypes'
import { openSafetensors, writeSafetensors } from './safetensors'

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'viecap-weights-'))
})
afterAll(() => rm(dir, { recursive: true }))

/** A file with `header` (an object or raw text) and `data` after it. */
async function craft(name: string, header: unknown, data: Uint8Array): Promise<string> {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  const path = join(dir, name)
  await writeFile(path, Buffer.concat([length, json, data]))
  return path
}

describe('writeSafetensors and openSafetensors', () => {
  it('keep every dtype, shape, name and the metadata', async () => {
    const path = join(dir, 'round.safetensors')
    await writeSafetensors(
      path,
      new Map([
        ['bytes', { shape: [3], data: Uint8Array.of(1, 2, 255) }],
        ['floats', { shape: [2, 2], data: Float32Array.of(1.5, -0, NaN, 3e38) }],
        ['ids', { shape: [2], data: BigInt64Array.of(-1n, 2n ** 62n) }],
        ['ints', { shape: [1], data: Int32Array.of(-7) }],
        ['doubles', { shape: [], data: Float64Array.of(0.1) }],
        ['nothing', { shape: [0, 4], data: new Float32Array() }]
      ]),
      { format: 'pt', 'lời chú': 'có dấu' }
    )
    const file = await openSafetensors(path)
    expect(file.metadata).toEqual({ format: 'pt', 'lời chú': 'có dấu' })
    expect(file.tensors.get('floats')).toMatchObject({ dtype: 'F32', shape: [2, 2] })
    expect(await file.readFloat32('floats')).toEqual(Float32Array.of(1.5, -0, NaN, 3e38))
    expect(await file.readInt64('ids')).toEqual(BigInt64Array.of(-1n, 2n ** 62n))
    expect(await file.readBytes('bytes')).toEqual(Uint8Array.of(1, 2, 255))
    expect(file.tensors.get('ints')).toMatchObject({ dtype: 'I32', shape: [1] })
    expect(await file.readBytes('ints')).toEqual(Uint8Array.of(249, 255, 255, 255))
    expect(await file.readFloat32('doubles')).toEqual(Float32Array.of(0.1))
    expect(await file.readFloat32('nothing')).toHaveLength(0)
    await expect(file.readFloat32('ids')).rejects.toMatchObject({ code: 'weights.tensor-mismatch' })
    await expect(file.readFloat32('none')).rejects.toMatchObject({
      code: 'weights.tensor-missing',
      params: { tensor: 'none', path }
    })
  })

  it('writes a part of a larger buffer and leaves no other file', async () => {
    const place = await mkdtemp(join(dir, 'part-'))
    const path = join(place, 'a.safetensors')
    const data = Float32Array.of(0, 1, 2, 3).subarray(1, 3)
    await writeSafetensors(path, new Map([['x', { shape: [2], data }]]))
    await writeSafetensors(path, new Map([['y', { shape: [2], data }]]))
    expect(await (await openSafetensors(path)).readFloat32('y')).toEqual(Float32Array.of(1, 2))
    expect(await readdir(place)).toEqual(['a.safetensors'])
  })

  it('refuses a shape that does not fit, and a folder that is not there', async () => {
    const data = new Float32Array(3)
    const bad = new Map([['x', { shape: [2], data }]])
    await expect(writeSafetensors(join(dir, 'bad'), bad)).rejects.toThrow(RangeError)
    const good = new Map([['x', { shape: [3], data }]])
    await expect(writeSafetensors(join(dir, 'no', 'x'), good)).rejects.toMatchObject({
      code: 'file.unwritable'
    })
  })

  it('reads half precision and bfloat16', async () => {
    const header = {
      half: { dtype: 'F16', shape: [4], data_offsets: [0, 8] },
      brain: { dtype: 'BF16', shape: [2], data_offsets: [8, 12] }
    }
    const data = new Uint8Array(
      Uint16Array.of(0x3c00, 0xc000, 0x0001, 0x7c00, 0x3f80, 0xc049).buffer
    )
    const file = await openSafetensors(await craft('half', header, data))
    expect(await file.readFloat32('half')).toEqual(Float32Array.of(1, -2, 2 ** -24, Infinity))
    expect(await file.readFloat32('brain')).toEqual(Float32Array.of(1, -3.140625))
    expect([0x7bff, 0x0400, 0x03ff].map(halfToNumber)).toEqual([65504, 2 ** -14, 1023 * 2 ** -24])
  })
})

describe('openSafetensors refuses', () => {
  const one = { dtype: 'F32', shape: [2], data_offsets: [0, 8] }
  const eight = new Uint8Array(8)

  it.each([0, 5, 40, 85])('a file cut to %i bytes', async (bytes) => {
    const path = await craft(`cut${bytes}`, { name_of_the_tensor: one }, eight)
    await truncate(path, bytes)
    await expect(openSafetensors(path)).rejects.toMatchObject({
      code: 'weights.truncated',
      params: { path, found: bytes }
    })
  })

  it.each([
    ['text', 'this is no header', eight, 'not valid JSON'],
    ['a list', [], eight, 'no JSON object'],
    ['an unknown dtype', { x: { ...one, dtype: 'F31' } }, eight, 'entry of x'],
    ['a prototype name as dtype', { x: { ...one, dtype: 'constructor' } }, eight, 'entry of x'],
    ['a negative size', { x: { ...one, shape: [-2] } }, eight, 'entry of x'],
    ['bytes that do not fit', { x: { ...one, shape: [3] } }, eight, '12 bytes'],
    ['overlapping tensors', { x: one, y: { ...one, data_offsets: [4, 12] } }, eight, 'byte 4'],
    ['a gap', { x: { ...one, data_offsets: [4, 12] } }, new Uint8Array(12), 'byte 4'],
    ['bytes of no tensor', { x: one }, new Uint8Array(9), '1 bytes'],
    ['metadata that is no text', { __metadata__: { a: 1 }, x: one }, eight, 'metadata']
  ])('%s', async (_what, header, data, detail) => {
    const path = await craft('damaged', header, data)
    await expect(openSafetensors(path)).rejects.toMatchObject({
      code: 'weights.damaged',
      params: { path, detail: expect.stringContaining(detail) }
    })
  })

  it('a header length beyond reason', async () => {
    const path = join(dir, 'huge')
    await writeFile(path, 'PK\u0003\u0004 some other kind of file')
    await expect(openSafetensors(path)).rejects.toMatchObject({ code: 'weights.damaged' })
  })

  it('a missing file and a folder', async () => {
    await expect(openSafetensors(join(dir, 'none'))).rejects.toMatchObject({
      code: 'file.not-found'
    })
    await expect(openSafetensors(dir)).rejects.toMatchObject({ code: 'file.not-regular' })
  })
})
