import { expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, saveCaption } from '../captions/captions'
import { findEmbeddingSet } from '../embeddings/embedding-sets'
import { storeEmbeddings } from '../embeddings/embeddings'
import { setSplit } from '../images/images'
import { mapColours, mapVectors } from './image-map'

const model = {
  weightsHash: 'f'.repeat(64),
  encoders: { image: { key: 'a'.repeat(64), description: '{}' } }
}

it('gives the vectors of the images that have one, of many some of them evenly', () => {
  const library = tempLibrary()
  const names = Array.from({ length: 10 }, (_, n) => `${n}.jpg`)
  const ids = addImages(library, Object.fromEntries(names.map((name) => [name, []])))
  const keys = names.slice(0, 8).map((name) => `hash of ${name}`)
  const values = Float32Array.from(keys.flatMap((_, n) => [3 * (n + 1), 4 * (n + 1)]))
  storeEmbeddings(library, model, 'image', keys, values, 2)
  setSplit(library.write, [ids[1] ?? 0, ids[9] ?? 0], 'val')
  const set = findEmbeddingSet(library.read, model, 'image')
  if (!set) throw new Error('there is no set')
  const some = mapVectors(library.read, { set, filter: {}, limit: 4 })
  expect(some).toMatchObject({ ids: [ids[0], ids[2], ids[4], ids[6]], dim: 2, total: 8 })
  some.values.forEach((value, at) => expect(value).toBeCloseTo(at % 2 === 0 ? 0.6 : 0.8, 2))
  const val = mapVectors(library.read, { set, filter: { text: 'split:val' }, limit: 4 })
  expect(val).toMatchObject({ ids: [ids[1]], total: 1 })
})

it('gives what images are coloured by, in their order', () => {
  const library = tempLibrary()
  const [a = 0, b = 0, c = 0] = addImages(library, {
    'a.jpg': ['một'],
    'b.jpg': ['hai'],
    'c.jpg': []
  })
  const [caption] = listCaptions(library.read, b)
  if (!caption) throw new Error('there is no caption')
  const saved = { id: caption.id, version: caption.version, imageId: b, text: 'hai con' }
  saveCaption(library.write, saved, 'person:Lan')
  setSplit(library.write, [c], 'test')
  const colours = (by: Parameters<typeof mapColours>[1]['by']) =>
    mapColours(library.read, { ids: [c, b, a], by })
  expect(colours('split')).toEqual(['test', 'train', 'train'])
  expect(colours('state')).toEqual(['empty', 'draft', 'draft'])
  expect(colours('source')).toEqual([null, 'person', 'imported'])
  expect(colours('annotator')).toEqual([null, 'person:Lan', expect.any(String)])
  expect(colours('loss')).toEqual([null, null, null])
})
