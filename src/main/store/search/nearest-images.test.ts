import { expect, it } from 'vitest'
import { drawer } from '../../../../test/fixtures/drawer'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import type { Library } from '../core/library'
import { findEmbeddingSet, type EmbeddingSet } from '../embeddings/embedding-sets'
import { storeEmbeddings } from '../embeddings/embeddings'
import { setSplit } from '../images/images'
import { pageImages } from './image-listing'
import { nearestImages } from './nearest-images'

const model = {
  weightsHash: 'f'.repeat(64),
  encoders: { image: { key: 'a'.repeat(64), description: '{}' } }
}
const DIM = 30

const setOf = (library: Library): EmbeddingSet => {
  const set = findEmbeddingSet(library.read, model, 'image')
  if (!set) throw new Error('there is no set')
  return set
}

function embed(library: Library, names: readonly string[], vectors: readonly Float32Array[]): void {
  const values = new Float32Array(names.length * DIM)
  vectors.forEach((vector, row) => values.set(vector, row * DIM))
  const keys = names.map((name) => `hash of ${name}`)
  storeEmbeddings(library, model, 'image', keys, values, DIM)
}

/** Images `0.jpg` to `199.jpg`, of which all but every tenth have an embedding. */
function filled() {
  const library = tempLibrary()
  const draw = drawer(5)
  const names = Array.from({ length: 200 }, (_, n) => `${n}.jpg`)
  const ids = addImages(library, Object.fromEntries(names.map((name) => [name, []])))
  // Lengths differ, and one component is much larger than the others, as CLIP's are.
  const vectors = names.map((_, n) =>
    Float32Array.from(
      { length: DIM },
      (_, i) => ((draw(2001) - 1000) * (1 + n)) / (i === 7 ? 90 : 1000)
    )
  )
  const embedded = names.flatMap((_, n) => (n % 10 === 0 ? [] : [n]))
  embed(
    library,
    embedded.map((n) => names[n] ?? ''),
    embedded.map((n) => vectors[n] ?? new Float32Array(DIM))
  )
  return { library, ids, vectors, embedded, idOf: (n: number) => ids[n] ?? 0 }
}

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array) =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0)
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))
}

it('finds the images of the largest cosine, with it', () => {
  const { library, vectors, embedded, idOf } = filled()
  const vector = vectors[0] ?? new Float32Array(DIM)
  const question = { set: setOf(library), to: { vector }, filter: {}, limit: 1000 }
  const { ids, similarities } = nearestImages(library.read, question)
  expect(new Set(ids)).toEqual(new Set(embedded.map(idOf)))
  expect(similarities).toEqual([...similarities].sort((a, b) => b - a))
  const exact = new Map(embedded.map((n) => [idOf(n), cosine(vector, vectors[n] ?? vector)]))
  ids.forEach((id, at) => expect(similarities[at]).toBeCloseTo(exact.get(id) ?? 9, 2))
  expect(nearestImages(library.read, { ...question, limit: 5 }).ids).toEqual(ids.slice(0, 5))
})

it('compares with an image, of those that a filter admits', () => {
  const { library, idOf } = filled()
  setSplit(library.write, [idOf(3), idOf(4), idOf(20)], 'val')
  const question = {
    set: setOf(library),
    to: { imageId: idOf(4) },
    filter: { text: 'split:val' },
    limit: 9
  }
  const { ids, similarities } = nearestImages(library.read, question)
  expect(ids).toEqual([idOf(4), idOf(3)])
  expect(similarities[0]).toBeCloseTo(1, 3)
})

it('finds every image that has an embedding by itself, that one first', () => {
  const { library, embedded, idOf } = filled()
  const set = setOf(library)
  for (const imageId of embedded.map(idOf)) {
    const answer = nearestImages(library.read, { set, to: { imageId }, filter: {}, limit: 200 })
    expect(answer.ids).toHaveLength(embedded.length)
    expect(answer.ids[0]).toBe(imageId)
    expect(answer.similarities[0]).toBeLessThanOrEqual(1)
  }
})

it('names an image that has no embedding, or is none', () => {
  const { library, idOf } = filled()
  const ask = (imageId: number) => () =>
    nearestImages(library.read, { set: setOf(library), to: { imageId }, filter: {}, limit: 9 })
  expect(ask(idOf(20))).toThrow(
    expect.objectContaining({ code: 'like.no-embedding', params: { name: '20.jpg' } })
  )
  expect(ask(9999)).toThrow(expect.objectContaining({ code: 'entity.not-found' }))
})

it('finds what is embedded later, also images that come later', () => {
  const { library, vectors, idOf } = filled()
  const vector = vectors[0] ?? new Float32Array(DIM)
  const first = () =>
    nearestImages(library.read, { set: setOf(library), to: { vector }, filter: {}, limit: 2 }).ids
  expect(first()).not.toContain(idOf(0))
  embed(library, ['0.jpg'], [vector])
  expect(first()[0]).toBe(idOf(0))
  const [late] = addImages(library, { 'late.jpg': [] })
  embed(library, ['late.jpg'], [vector.map((value) => value * 3)])
  expect(new Set(first())).toEqual(new Set([idOf(0), late]))
})

it('lists images by their numbers in the order of these', () => {
  const { library, idOf } = filled()
  const filter = { text: `id:${idOf(9)},99999,${idOf(2)},${idOf(5)} -name:5` }
  const { total, rows } = pageImages(library.read, filter, { offset: 0, limit: 9 })
  expect(total).toBe(2)
  expect(rows.map(({ id }) => id)).toEqual([idOf(9), idOf(2)])
})
