import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { directImages } from '../../../../test/fixtures/direct-images'
import { drawScene } from '../../../../test/fixtures/draw-scene'
import { tempFolder, tempLibrary } from '../../../../test/fixtures/temp-library'
import type { DuplicateReport } from '../../../shared/domain'
import { pageDuplicates } from '../../store/images/duplicates'
import { mutate } from '../../store/core/history'
import { pageImages } from '../../store/search/image-listing'
import { setSplit } from '../../store/images/images'
import { beginImport, importCaptions, importImage } from '../../store/imports/imports'
import { perceptualHash } from '../../vision/perceptual-hash'
import { Yielder } from '../../base/yielder'
import type { JobContext } from '../jobs/job-handler'
import { duplicatesJob } from '.'
import { Groups } from './groups'
import { joinNearHashes } from './near-hashes'
import { joinNearVectors } from './near-vectors'

const distance = (a: string, b: string) =>
  [...(BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2)].filter((bit) => bit === '1').length

const near = (groups: Groups, one: number, other: number) =>
  groups.rootOf(one) === groups.rootOf(other)

describe('the perceptual hash', () => {
  it('stays nearly the same at another size, quality and light, and is another for another image', async () => {
    const dir = tempFolder()
    const file = (name: string) => join(dir, name)
    await drawScene(1).png().toFile(file('a.png'))
    await drawScene(1)
      .resize(150, 100, { fit: 'fill' })
      .jpeg({ quality: 40 })
      .toFile(file('small.jpg'))
    await drawScene(1).modulate({ brightness: 1.1 }).webp().toFile(file('light.webp'))
    await drawScene(2).png().toFile(file('b.png'))
    const of = (name: string) => perceptualHash(file(name))
    const a = await of('a.png')
    expect(a).toMatch(/^[0-9a-f]{16}$/)
    expect(distance(a, await of('small.jpg'))).toBeLessThanOrEqual(5)
    expect(distance(a, await of('light.webp'))).toBeLessThanOrEqual(5)
    expect(distance(a, await of('b.png'))).toBeGreaterThan(12)
  })
})

describe('near hashes', () => {
  it.each([0, 3, 5, 7])(
    'are the pairs that a comparison of all finds, at %i bits',
    async (most) => {
      let state = 7
      const next = () => (state = (Math.imul(state, 1103515245) + 12345) >>> 0)
      const random = () =>
        next().toString(16).padStart(8, '0') + next().toString(16).padStart(8, '0')
      const hashes = Array.from({ length: 300 }, random)
      // Each of these differs from one before it in a few bits.
      for (let i = 0; i < 300; i += 1) {
        let flipped = BigInt(`0x${hashes[i] ?? '0'}`)
        for (let bit = 0; bit < i % 9; bit += 1) flipped ^= 1n << BigInt((next() >>> 4) % 64)
        hashes.push(flipped.toString(16).padStart(16, '0'))
      }
      const found = new Groups(hashes.length)
      await joinNearHashes(found, hashes, most, new Yielder())
      const wanted = new Groups(hashes.length)
      for (const [i, one] of hashes.entries()) {
        for (const [j, other] of hashes.entries()) {
          if (i < j && distance(one, other) <= most) wanted.join(i, j)
        }
      }
      const roots = (groups: Groups) => hashes.map((_, i) => groups.rootOf(i))
      expect(roots(found)).toEqual(roots(wanted))
    }
  )
})

describe('near vectors', () => {
  it.each([40, 3500])('of %i are found, also in buckets', async (count) => {
    const dim = 24
    const values = new Float32Array(count * dim)
    let state = 1
    for (let i = 0; i < values.length; i += 1) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      values[i] = state / 2 ** 31 - 1
    }
    // Every tenth is the one before it, a little turned.
    for (let row = 9; row < count; row += 10) {
      for (let i = 0; i < dim; i += 1) {
        values[row * dim + i] = (values[(row - 1) * dim + i] ?? 0) + 0.05 * (values[i] ?? 0)
      }
    }
    const groups = new Groups(count)
    const members = Array.from({ length: count }, (_, i) => i)
    await joinNearVectors(groups, { values, dim, members }, 0.97, new Yielder())
    const pairs = members.filter((row) => row % 10 === 9)
    const found = pairs.filter((row) => near(groups, row, row - 1)).length
    expect(found).toBeGreaterThanOrEqual(Math.floor(pairs.length * 0.99))
    expect(members.filter((row) => groups.rootOf(row) !== row)).toHaveLength(found)
  })
})

it('the job finds clusters, leaks between splits and captions that contradict', async () => {
  const library = tempLibrary()
  const dir = join(tempFolder(), 'images')
  mkdirSync(dir)
  const ref = beginImport(library.write, dir, 'folder')
  const add = async (name: string, seed: number, caption: string, width = 320) => {
    await drawScene(seed).resize(width).jpeg().toFile(join(dir, name))
    return mutate(library.write, 'import', (mutation) => {
      const facts = { contentHash: name, width, height: 1, bytes: 1, split: 'train' as const }
      const image = importImage(mutation, ref, { name, path: join(dir, name), ...facts })
      importCaptions(mutation, ref, image, [{ text: caption, extra: null }])
      return image.id
    })
  }
  const a = await add('a.jpg', 1, 'Hai người ngồi')
  const b = await add('b.jpg', 2, 'Y tá')
  const c = await add('c.jpg', 1, 'Ba người ngồi', 200)
  const gone = await add('gone.jpg', 3, 'x')
  rmSync(join(dir, 'gone.jpg'))
  const context = {
    library,
    images: directImages,
    signal: new AbortController().signal,
    report: () => undefined
  } as unknown as JobContext
  const find = () => duplicatesJob.run(context, {}) as Promise<DuplicateReport>
  expect(await find()).toEqual({ clusters: 1, images: 2, failed: 1 })
  const page = () => pageDuplicates(library.read, { offset: 0, limit: 10 })
  expect(page()).toMatchObject({
    total: 1,
    leaks: 0,
    rows: [
      {
        leak: false,
        images: [
          { id: a, caption: 'Hai người ngồi', contradicts: ['hai'] },
          { id: c, caption: 'Ba người ngồi', contradicts: ['ba'] }
        ]
      }
    ]
  })
  const found = (text: string) =>
    pageImages(library.read, { text }, { offset: 0, limit: 9 }).rows.map(({ id }) => id)
  expect([found('is:duplicate'), found('is:leak')]).toEqual([[a, c], []])
  setSplit(library.write, [c], 'val')
  expect(page()).toMatchObject({ leaks: 1, rows: [{ leak: true }] })
  expect(found('is:leak')).toEqual([a, c])
  expect(found('-is:duplicate')).toEqual([b, gone])
  expect(await find()).toMatchObject({ clusters: 1 })
})
