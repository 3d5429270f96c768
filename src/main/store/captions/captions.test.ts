import { describe, expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { captionHistory, imageHistory } from './caption-history'
import { listCaptions, removeCaption, saveCaption, setCaptionStatus } from './captions'
import { pageImages } from '../search/image-listing'
import { getImage, setSplit } from '../images/images'
import { openLibrary } from '../core/library'
import { redoInSteps, undoInSteps } from '../core/undo'

function oneImage(captions: string[] = []) {
  const library = tempLibrary()
  const imageId = only(addImages(library, { 'a.jpg': captions }))
  const texts = () => listCaptions(library.read, imageId).map((caption) => caption.text)
  const save = (id: number | null, text: string, version: number | null = null) =>
    saveCaption(library.write, { id, imageId, text, version })
  return { library, imageId, texts, save }
}

describe('saving a caption', () => {
  it('adds at the end as a draft of a person, in normalisation form C', () => {
    const { imageId, save } = oneImage(['một'])
    expect(save(null, 'Bệnh viện'.normalize('NFD'))).toMatchObject({
      imageId,
      position: 1,
      text: 'Bệnh viện',
      source: 'person',
      status: 'draft',
      version: 1
    })
  })

  it('raises the version with each change, and not without one', () => {
    const { save } = oneImage()
    const { id } = save(null, 'một')
    expect(save(id, 'hai', 1).version).toBe(2)
    expect(save(id, 'hai', 2).version).toBe(2)
  })

  it('refuses a text that was made from an old version', () => {
    const { save, texts } = oneImage()
    const { id } = save(null, 'một')
    save(id, 'hai', 1)
    expect(() => save(id, 'ba', 1)).toThrow(
      expect.objectContaining({ code: 'caption.changed-elsewhere' })
    )
    expect(texts()).toEqual(['hai'])
  })

  it('makes a draft of a rejected one, and leaves an accepted one accepted', () => {
    const { library, save } = oneImage()
    const { id } = save(null, 'một')
    setCaptionStatus(library.write, id, 'rejected')
    expect(save(id, 'hai').status).toBe('draft')
    setCaptionStatus(library.write, id, 'accepted')
    expect(save(id, 'ba').status).toBe('accepted')
  })

  it('says which image or caption is not there', () => {
    const { library, save } = oneImage()
    expect(() => save(99, 'x')).toThrow(
      expect.objectContaining({ params: { entity: 'caption', id: 99 } })
    )
    expect(() =>
      saveCaption(library.write, { id: null, imageId: 99, text: 'x', version: null })
    ).toThrow(expect.objectContaining({ params: { entity: 'image', id: 99 } }))
  })
})

describe('the state of an image', () => {
  it('follows its captions', () => {
    const { library, imageId, save } = oneImage()
    const state = () => getImage(library.read, imageId).state
    expect(state()).toBe('empty')
    const blank = save(null, '  \n')
    expect(state()).toBe('empty')
    setCaptionStatus(library.write, blank.id, 'skipped')
    expect(state()).toBe('skipped')
    const { id } = save(null, 'một')
    expect(state()).toBe('draft')
    setCaptionStatus(library.write, id, 'accepted')
    expect(state()).toBe('accepted')
    removeCaption(library.write, blank.id)
    setCaptionStatus(library.write, id, 'rejected')
    expect(state()).toBe('rejected')
    removeCaption(library.write, id)
    expect(getImage(library.read, imageId)).toMatchObject({ state: 'empty', captionCount: 0 })
  })
})

describe('undo and redo', () => {
  it('take changes back and forth one by one', async () => {
    const { library, imageId, save, texts } = oneImage(['nhập'])
    const { id } = save(null, 'một')
    save(id, 'hai')
    removeCaption(library.write, id)
    expect(texts()).toEqual(['nhập'])
    expect(await undoInSteps(library.write)).toEqual({
      kind: 'remove',
      changes: 1,
      imageIds: [imageId],
      pairIds: []
    })
    expect(texts()).toEqual(['nhập', 'hai'])
    await undoInSteps(library.write)
    expect(texts()).toEqual(['nhập', 'một'])
    await undoInSteps(library.write)
    expect(texts()).toEqual(['nhập'])
    expect(await undoInSteps(library.write)).toBeNull()
    await redoInSteps(library.write)
    await redoInSteps(library.write)
    expect(texts()).toEqual(['nhập', 'hai'])
    await undoInSteps(library.write)
    expect(texts()).toEqual(['nhập', 'một'])
    await redoInSteps(library.write)
    await redoInSteps(library.write)
    expect(texts()).toEqual(['nhập'])
    expect(await redoInSteps(library.write)).toBeNull()
  })

  it('work after the library was opened again', async () => {
    const { library, imageId, save } = oneImage()
    const { id } = save(null, 'một')
    save(id, 'hai')
    await undoInSteps(library.write)
    library.close()
    const again = openLibrary(library.root)
    await redoInSteps(again.write)
    expect(only(listCaptions(again.read, imageId)).text).toBe('hai')
    await undoInSteps(again.write)
    await undoInSteps(again.write)
    expect(listCaptions(again.read, imageId)).toEqual([])
    again.close()
  })

  it('cannot redo past a new change', async () => {
    const { library, save, texts } = oneImage()
    const { id } = save(null, 'một')
    save(id, 'hai')
    await undoInSteps(library.write)
    save(id, 'ba')
    expect(await redoInSteps(library.write)).toBeNull()
    expect(texts()).toEqual(['ba'])
  })

  it('never bring an old version number back', async () => {
    const { library, imageId, save } = oneImage()
    const { id } = save(null, 'một')
    save(id, 'hai')
    await undoInSteps(library.write)
    await undoInSteps(library.write)
    await redoInSteps(library.write)
    expect(only(listCaptions(library.read, imageId)).version).toBeGreaterThan(3)
  })

  it('take many splits as one change', async () => {
    const library = tempLibrary()
    const ids = addImages(library, { 'a.jpg': [], 'b.jpg': [], 'c.jpg': [] })
    setSplit(library.write, ids, 'val')
    expect((await undoInSteps(library.write))?.imageIds.sort()).toEqual(ids)
    expect(pageImages(library.read, { split: 'train' }, { offset: 0, limit: 9 }).total).toBe(3)
    await redoInSteps(library.write)
    expect(pageImages(library.read, { split: 'val' }, { offset: 0, limit: 9 }).total).toBe(3)
  })

  it('bring the words back that are searched', async () => {
    const { library, save } = oneImage()
    const { id } = save(null, 'bệnh viện')
    const found = () => pageImages(library.read, { text: 'viện' }, { offset: 0, limit: 9 }).total
    save(id, 'nhà thuốc')
    expect(found()).toBe(0)
    await undoInSteps(library.write)
    expect(found()).toBe(1)
  })
})

it('keeps the history of a caption, also when it is gone', async () => {
  const { library, save } = oneImage()
  const { id } = save(null, 'một')
  save(id, 'hai')
  removeCaption(library.write, id)
  await undoInSteps(library.write)
  expect(
    captionHistory(library.read, id).map(({ before, after, actor }) => [
      before?.text ?? null,
      after?.text ?? null,
      actor
    ])
  ).toEqual([
    [null, 'một', 'person'],
    ['một', 'hai', 'person'],
    ['hai', null, 'person'],
    [null, 'hai', 'undo']
  ])
})

it('shows the history of an image with the captions that it had', () => {
  const { library, imageId, save } = oneImage(['nhập'])
  const { id } = save(null, 'một')
  removeCaption(library.write, id, 'person:Lan')
  const [removed, added, imported] = imageHistory(library.read, imageId, 10)
  expect(removed).toMatchObject({
    captionId: id,
    kind: 'remove',
    actor: 'person:Lan',
    before: { text: 'một', source: 'person' },
    after: null
  })
  expect([added?.after?.text, imported?.after?.source]).toEqual(['một', 'imported'])
})
