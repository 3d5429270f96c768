import { readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempFolder } from '../../../../../test/fixtures/temp-library'
import type { StoredWeights } from '../../../../shared/domain'
import { floats, type HostTensor } from '../../tensor/tensor'
import { storeWeights } from './weight-store'

async function* tensors(): AsyncGenerator<[string, HostTensor]> {
  yield ['bias', floats(Float32Array.of(0.1, 0.2, 0.3), [3])]
  yield ['matrix', floats(Float32Array.of(1, -0.25, 0.125, 0, 0, 0), [2, 3])]
  yield ['large', floats(new Float32Array(20_000).fill(2), [20_000])]
}

/** Where the tensors were stored as `dtype`, and the file's bytes. */
async function stored(dtype: StoredWeights) {
  const path = join(tempFolder(), 'weights')
  const file = await open(path, 'wx')
  const store = await storeWeights({ file, name: 'weights' }, tensors(), dtype)
  await file.close()
  const bytes = readFileSync(path)
  const part = (place: { offset: number; length: number } | undefined) =>
    place && new Uint8Array(bytes.subarray(place.offset, place.offset + place.length)).buffer
  return { store, part, at: (name: string) => store.get(name) }
}

it('stores vectors as they are, whatever matrices are stored as', async () => {
  for (const dtype of ['float32', 'float16', 'int8'] as const) {
    const { at, part } = await stored(dtype)
    expect(at('bias')).toMatchObject({ dtype: 'float32', file: 'weights', length: 12 })
    expect(new Float32Array(part(at('bias')) ?? new ArrayBuffer())).toEqual(
      Float32Array.of(0.1, 0.2, 0.3)
    )
    // What is mapped into memory begins with a page.
    expect(at('large')).toMatchObject({ offset: 65_536, length: 80_000 })
  }
})

it('halves matrices', async () => {
  const { at, part } = await stored('float16')
  expect([...new Float16Array(part(at('matrix')) ?? new ArrayBuffer())]).toEqual([
    ...[1, -0.25, 0.125],
    ...[0, 0, 0]
  ])
})

it('quantises each row by its largest number, also one of zeros', async () => {
  const { at, part } = await stored('int8')
  const whole = [...new Int8Array(part(at('matrix')) ?? new ArrayBuffer())]
  expect(whole).toEqual([127, -32, 16, 0, 0, 0])
  expect(new Float32Array(part(at('matrix')?.scales) ?? new ArrayBuffer())).toEqual(
    Float32Array.of(1 / 127, 1)
  )
})
