import { expect, it } from 'vitest'
import { normals, RandomStream } from '../../../base/random'
import { normalized } from '../train/embedding-conditioning'
import { SentenceProjection } from './sentence-projection'

const vectors = (count: number, seed: number) =>
  Array.from({ length: count }, (_, i) => normals(seed, RandomStream.order, i, 6))
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0)

it.each([0.01, 0.3])('is that of DeCap at temperature %d, as by hand', async (temperature) => {
  const [sentences, images] = [vectors(9, 1), vectors(3, 2)]
  const projection = await SentenceProjection.of(sentences, 'cpu')
  const found = await projection.project(images, temperature)
  images.forEach((image, place) => {
    const cosines = sentences.map((one) => dot(normalized(one), normalized(image)))
    const shares = cosines.map((one) => Math.exp(one / temperature))
    const whole = shares.reduce((a, b) => a + b, 0)
    const sum = new Float32Array(6)
    let length = 0
    sentences.forEach((one, row) => {
      const share = (shares[row] ?? 0) / whole
      normalized(one).forEach((value, axis) => (sum[axis] = (sum[axis] ?? 0) + share * value))
      length += share * Math.hypot(...one)
    })
    const wanted = [...normalized(sum)].map((value) => expect.closeTo(value * length, 4))
    expect([...(found[place] ?? [])]).toEqual(wanted)
  })
  await projection.close()
})

it('is the nearest sentence itself at a low temperature', async () => {
  const sentences = vectors(5, 3)
  const projection = await SentenceProjection.of(sentences, 'cpu')
  const image = (sentences[2] ?? new Float32Array()).map((value) => 4 * value + 0.01)
  const [found] = await projection.project([image], 1e-3)
  expect([...(found ?? [])]).toEqual([...(sentences[2] ?? [])].map((x) => expect.closeTo(x, 3)))
  await projection.close()
})
