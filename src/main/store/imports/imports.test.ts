import { expect, it } from 'vitest'
import { tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, removeCaption, saveCaption } from '../captions/captions'
import { mutate } from '../core/history'
import { pageImages } from '../search/image-listing'
import {
  beginImport,
  finishImport,
  importCaptions,
  importImage,
  importPair,
  type ImportedImage
} from './imports'
import { openLibrary, type Library } from '../core/library'
import { pagePairs, savePair } from '../pairs/pairs'
import { undoInSteps } from '../core/undo'

const all = { offset: 0, limit: 100 }
const image: ImportedImage = {
  name: 'a.jpg',
  path: '/x/a.jpg',
  contentHash: 'h',
  width: 1,
  height: 1,
  bytes: 1,
  split: 'train'
}

/** Imports one image with captions, and one pair; `finish` false is a crash before the end. */
function importOne(library: Library, captions: string[], finish = true, from = image) {
  const { write } = library
  const ref = beginImport(write, '/x', 'viecap4h')
  const result = mutate(write, 'import', (mutation) => {
    const image = importImage(mutation, ref, from)
    const pair = { english: 'one', vietnamese: 'một', split: 'train', repetition: 0 } as const
    const pairAdded = importPair(mutation, ref, pair)
    const fresh = captions.map((text) => ({ text, extra: null }))
    return { ...image, pairAdded, captions: importCaptions(mutation, ref, image, fresh) }
  })
  if (finish) finishImport(write, ref)
  return result
}

const texts = (library: Library, imageId: number) =>
  listCaptions(library.read, imageId).map((caption) => caption.text)

it('adds once what comes twice', () => {
  const library = tempLibrary()
  expect(importOne(library, ['một', 'hai', 'một'])).toMatchObject({
    added: true,
    pairAdded: true,
    captions: { added: 3, unchanged: 0 }
  })
  const again = importOne(library, ['một', 'hai', 'một', 'ba'])
  expect(again).toMatchObject({
    added: false,
    pairAdded: false,
    captions: { added: 1, unchanged: 3 }
  })
  expect(texts(library, again.id)).toEqual(['một', 'hai', 'một', 'ba'])
})

it('brings nothing back that a person has edited or removed', () => {
  const library = tempLibrary()
  const { id: imageId } = importOne(library, ['một', 'hai'])
  const [first, second] = listCaptions(library.read, imageId)
  if (!first || !second) throw new Error('no captions')
  saveCaption(library.write, { id: first.id, imageId, text: 'sửa', version: 1 })
  removeCaption(library.write, second.id)
  expect(importOne(library, ['một', 'hai']).captions).toEqual({ added: 0, unchanged: 2 })
  expect(texts(library, imageId)).toEqual(['sửa'])
})

it('knows an image by its name and content where its folder has moved', () => {
  const library = tempLibrary()
  const { id } = importOne(library, [])
  const moved = importOne(library, [], true, { ...image, path: '/y/a.jpg' })
  expect(moved).toMatchObject({ id, added: false })
  const replaced = { ...image, path: '/z/a.jpg', contentHash: 'other' }
  expect(importOne(library, [], true, replaced).added).toBe(true)
})

it('is no change that the undo key takes back', async () => {
  const library = tempLibrary()
  importOne(library, ['một'])
  expect(await undoInSteps(library.write)).toBeNull()
})

it('is taken back at the next open when a crash cut it short', async () => {
  const library = tempLibrary()
  importOne(library, ['một'], false)
  library.close()
  const again = openLibrary(library.root)
  expect((await again.info()).counts).toMatchObject({ images: 0, captions: 0, pairs: 0 })
  expect(pageImages(again.read, { text: 'một' }, all).total).toBe(0)
  expect(pagePairs(again.read, { text: 'một' }, all).total).toBe(0)
  expect(importOne(again, ['một'])).toMatchObject({ added: true, captions: { added: 1 } })
  again.close()
})

it('taken back leaves what was there before, and what a person has worked on', () => {
  const library = tempLibrary()
  const { id: imageId } = importOne(library, ['một'])
  importOne(library, ['hai'], false)
  const edited = importOne(library, ['x'], false, {
    ...image,
    path: '/x/b.jpg',
    name: 'b.jpg'
  })
  const [caption] = listCaptions(library.read, edited.id)
  saveCaption(library.write, {
    id: caption?.id ?? 0,
    imageId: edited.id,
    text: 'của tôi',
    version: 1
  })
  library.close()
  const again = openLibrary(library.root)
  expect(texts(again, imageId)).toEqual(['một'])
  expect(texts(again, edited.id)).toEqual(['của tôi'])
  again.close()
})

it('lets a pair be edited, searched, undone, and refuses an old version', async () => {
  const library = tempLibrary()
  importOne(library, [])
  const pair = pagePairs(library.read, {}, all).rows[0]
  if (!pair) throw new Error('no pair')
  expect(savePair(library.write, { ...pair, vietnamese: 'số một' }).version).toBe(2)
  expect(() => savePair(library.write, { ...pair, english: 'x' })).toThrow(
    expect.objectContaining({ code: 'pair.changed-elsewhere' })
  )
  expect(pagePairs(library.read, { text: 'so one', split: 'train' }, all).total).toBe(1)
  expect(await undoInSteps(library.write)).toMatchObject({ imageIds: [], pairIds: [pair.id] })
  expect(pagePairs(library.read, {}, all).rows).toEqual([{ ...pair, version: 3 }])
  expect(importOne(library, []).pairAdded).toBe(false)
})
