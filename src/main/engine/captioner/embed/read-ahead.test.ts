import { join } from 'node:path'
import { expect, it } from 'vitest'
import { oraclePath } from '../../../../../test/fixtures/oracle'
import type { ImageRef } from '../../../../shared/engine-protocol'
import { ImageReader } from '../../../vision/image-reader'
import { Gate } from './gate'
import { inBatches } from './in-batches'
import { readAhead } from './read-ahead'

const preprocessing = {
  resize: { shorterSide: 16 },
  filter: 'bicubic',
  imageSize: 16,
  mean: [0.5, 0.5, 0.5],
  deviation: [0.5, 0.5, 0.5],
  rescale: 1 / 255,
  orientation: 'stored'
} as const
const good = join(oraclePath('clip'), 'images', 'wide_rgb.jpg')

it('gives images in their order, those that cannot be read with the reason', async () => {
  async function* images(): AsyncGenerator<ImageRef> {
    for (let id = 0; id < 150; id++) {
      yield await Promise.resolve({ id, path: id % 10 === 3 ? `${good}.gone` : good })
    }
  }
  const ids: number[] = []
  for await (const image of readAhead(images(), new ImageReader(preprocessing))) {
    expect(image.pixels?.length ?? null).toBe(image.id % 10 === 3 ? null : 3 * 16 * 16)
    ids.push(image.id)
  }
  expect(ids).toEqual(Array.from({ length: 150 }, (_, id) => id))
})

it('reads no more than some ahead of its reader', async () => {
  let asked = 0
  async function* images(): AsyncGenerator<ImageRef> {
    for (let id = 0; id < 1000; id++) {
      asked += 1
      yield await Promise.resolve({ id, path: good })
    }
  }
  const read = readAhead(images(), new ImageReader(preprocessing))
  await read.next()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(asked).toBeGreaterThan(10)
  expect(asked).toBeLessThan(80)
  await read.return(undefined)
})

it('passes on what makes its source fail', async () => {
  async function* images(): AsyncGenerator<ImageRef> {
    yield await Promise.resolve({ id: 0, path: good })
    throw new Error('cancelled')
  }
  const taken: number[] = []
  const all = async () => {
    for await (const { id } of readAhead(images(), new ImageReader(preprocessing))) taken.push(id)
  }
  await expect(all()).rejects.toThrow('cancelled')
  expect(taken).toEqual([0])
})

it('lets in what fits together, and what fits nowhere by itself', async () => {
  const gate = new Gate(3, 10)
  let running = 0
  let weight = 0
  let most = 0
  const work = (own: number) =>
    gate.run(own, async () => {
      running += 1
      weight += own
      most = Math.max(most, running)
      expect(running === 1 || weight <= 10).toBe(true)
      await new Promise((resolve) => setTimeout(resolve, 5))
      running -= 1
      weight -= own
    })
  await Promise.all([4, 4, 4, 50, 1, 1, 1, 1, 9].map(work))
  expect(most).toBe(3)
})

it('groups a stream', async () => {
  async function* numbers() {
    for (let number = 0; number < 5; number++) yield await Promise.resolve(number)
  }
  const batches: number[][] = []
  for await (const batch of inBatches(numbers(), 2)) batches.push(batch)
  expect(batches).toEqual([[0, 1], [2, 3], [4]])
})

it('refuses an image with more pixels than it is to decode', async () => {
  async function* images(): AsyncGenerator<ImageRef> {
    yield await Promise.resolve({ id: 0, path: good })
  }
  const read = readAhead(images(), new ImageReader(preprocessing), 100)
  const error = expect.objectContaining({ code: 'image.too-many-pixels' }) as unknown
  expect(await read.next()).toMatchObject({ value: { id: 0, pixels: null, error } })
})
