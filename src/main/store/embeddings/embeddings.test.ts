import { appendFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { embeddingStatus } from './embedding-sets'
import {
  listMissingImages,
  listMissingSentences,
  markEmbeddingFailed,
  readEmbeddings,
  storeEmbeddings
} from './embeddings'
import { mutate } from '../core/history'
import { setImagesMissing } from '../images/missing-images'
import { beginImport, finishImport, importImage, importPair } from '../imports/imports'
import { openLibrary, type Library } from '../core/library'
import { insertModel } from '../runs/models'
import { pagePairs, savePair } from '../pairs/pairs'

const weightsHash = 'f'.repeat(64)
const encoder = (letter: string) => ({ key: letter.repeat(64), description: `{"is":"${letter}"}` })
const encoders = { image: encoder('a'), sentence: encoder('b') }
const model = { weightsHash, encoders }

/** Three images, two of them alike, and three pairs, two with the same English. */
function filled(): Library {
  const library = tempLibrary()
  const importId = beginImport(library.write, '/x', 'folder')
  mutate(library.write, 'import', (mutation) => {
    for (const [index, contentHash] of ['h1', 'h2', 'h1'].entries()) {
      const image = { name: `${index}.jpg`, path: `/x/${index}.jpg`, contentHash }
      importImage(mutation, importId, { ...image, width: 1, height: 1, bytes: 1, split: 'train' })
    }
    for (const [english, vietnamese] of [
      ['one', 'một'],
      ['two', 'hai'],
      ['one', 'một một']
    ]) {
      const pair = { english: english ?? '', vietnamese: vietnamese ?? '', split: 'train' } as const
      importPair(mutation, importId, { ...pair, repetition: 0 })
    }
  })
  finishImport(library.write, importId)
  const details = { kind: 'clip', embeddingSize: 2, imageSize: 1, patchSize: 1 } as const
  insertModel(library.write, {
    name: 'clip',
    path: '/models/clip',
    details: { ...details, contextLength: 1, vocabularySize: 1, parameters: 1 },
    weightsHash,
    encoders
  })
  return library
}

const floats = (...values: number[]) => new Float32Array(values)
const keys = (missing: { key: string }[]) => missing.map(({ key }) => key)

it('embeds equal inputs once and gives them to all', () => {
  const library = filled()
  const images = listMissingImages(library, model)
  expect(images.map(({ id, path }) => [id, path])).toEqual([
    [1, '/x/0.jpg'],
    [2, '/x/1.jpg']
  ])
  expect(listMissingSentences(library, model).map(({ text }) => text)).toEqual(['one', 'two'])
  storeEmbeddings(library, model, 'image', keys(images), floats(1, 2, 3, 4), 2)
  expect(listMissingImages(library, model)).toEqual([])
  expect(readEmbeddings(library, model, 'image', [3, 2, 99, 1])).toEqual({
    values: floats(1, 2, 3, 4, 1, 2),
    found: [3, 2, 1],
    dim: 2
  })
})

it('tries an image whose file was missing, which may be back', () => {
  const library = filled()
  setImagesMissing(library.write, [1, 2], true)
  expect(listMissingImages(library, model).map(({ id }) => id)).toEqual([1, 2])
})

it('keeps what another preprocessing of the same weights made apart', () => {
  const library = filled()
  storeEmbeddings(library, model, 'image', ['h1'], floats(1, 2), 2)
  const other = { weightsHash, encoders: { ...encoders, image: encoder('c') } }
  expect(listMissingImages(library, other)).toHaveLength(2)
  expect(readEmbeddings(library, other, 'image', [1]).found).toEqual([])
})

it('neither loses nor doubles a row when a crash left bytes behind', () => {
  const library = filled()
  storeEmbeddings(library, model, 'image', ['h1'], floats(1, 2), 2)
  library.close()
  const folder = join(library.root, 'embeddings')
  appendFileSync(join(folder, readdirSync(folder)[0] ?? ''), Buffer.alloc(11, 7))
  const again = openLibrary(library.root)
  storeEmbeddings(again, model, 'image', ['h1', 'h2', 'h2'], floats(9, 9, 3, 4, 3, 4), 2)
  expect(readEmbeddings(again, model, 'image', [1, 2, 3]).values).toEqual(floats(1, 2, 3, 4, 1, 2))
  again.close()
})

it('tries failed inputs again, and counts', () => {
  const library = filled()
  const status = () => embeddingStatus(library.read)[0]
  const error = { code: 'sentence.too-long', params: {}, message: '' }
  const [one] = keys(listMissingSentences(library, model))
  markEmbeddingFailed(library, model, 'sentence', one ?? '', error)
  expect(status()?.sentences).toEqual({ done: 0, failed: 1, total: 2, older: 0 })
  expect(listMissingSentences(library, model)).toHaveLength(2)
  storeEmbeddings(library, model, 'sentence', [one ?? ''], floats(1, 2), 2)
  expect(status()).toMatchObject({
    images: { done: 0, failed: 0, total: 2 },
    sentences: { done: 1, failed: 0, total: 2 }
  })
})

it('never gives an edited sentence the vector of its old text', () => {
  const library = filled()
  const missing = listMissingSentences(library, model)
  const pair = pagePairs(library.read, { text: 'two' }, { offset: 0, limit: 1 }).rows[0]
  if (!pair) throw new Error('no pair')
  savePair(library.write, { ...pair, english: 'three' })
  storeEmbeddings(library, model, 'sentence', keys(missing), floats(1, 2, 3, 4), 2)
  expect(readEmbeddings(library, model, 'sentence', [pair.id]).found).toEqual([])
  expect(listMissingSentences(library, model).map(({ text }) => text)).toEqual(['three'])
})

it('refuses a vector that is not finite', () => {
  const library = filled()
  for (const wrong of [NaN, Infinity, -Infinity]) {
    const store = () => storeEmbeddings(library, model, 'image', ['h1'], floats(1, wrong), 2)
    expect(store).toThrow(RangeError)
  }
  expect(listMissingImages(library, model)).toHaveLength(2)
})

it('refuses rows of another width', () => {
  const library = filled()
  storeEmbeddings(library, model, 'image', ['h1'], floats(1, 2), 2)
  expect(() => storeEmbeddings(library, model, 'image', ['h2'], floats(1, 2, 3), 3)).toThrow(
    RangeError
  )
  expect(() => storeEmbeddings(library, model, 'image', ['h2'], floats(1), 2)).toThrow(RangeError)
})
