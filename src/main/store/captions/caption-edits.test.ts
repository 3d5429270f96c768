import { describe, expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import {
  mergeCaptions,
  moveCaption,
  restoreCaption,
  settleImage,
  splitCaption
} from './caption-edits'
import { captionHistory } from './caption-history'
import { listCaptions, removeCaption, saveCaption, setCaptionStatus } from './captions'
import { mutate, newGroup, type Mutation } from '../core/history'
import { findImage, getImage, setSplit } from '../images/images'
import { putImageTags, removeImageRow, tagsOf } from '../images/image-rows'
import { addCaptionRow, putCaptionRow } from './caption-rows'
import { pageImages } from '../search/image-listing'
import { openLibrary } from '../core/library'
import { redoInSteps, undoInSteps } from '../core/undo'

function scene(...captions: string[]) {
  const library = tempLibrary()
  const { read, write } = library
  const imageId = only(addImages(library, { 'a.jpg': captions }))
  const list = () => listCaptions(read, imageId)
  const texts = () => list().map((caption) => caption.text)
  const at = (index: number) => {
    const caption = list()[index]
    if (!caption) throw new Error(`no caption ${index}`)
    return caption
  }
  return { library, read, write, imageId, list, texts, at }
}

describe('captions of one image', () => {
  it('are accepted together as one change', async () => {
    const { write, imageId, list, read } = scene('một', 'hai', 'ba')
    const ids = list().map(({ id }) => id)
    const settled = settleImage(write, { imageId, ids, status: 'accepted' })
    expect(settled.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted'])
    expect(await undoInSteps(write)).toMatchObject({
      kind: 'status',
      changes: 3,
      imageIds: [imageId]
    })
    expect(list().map(({ status }) => status)).toEqual(['draft', 'draft', 'draft'])
    await redoInSteps(write)
    expect(getImage(read, imageId).state).toBe('accepted')
  })

  it('are not settled for an image that is not there', () => {
    const { write, imageId } = scene()
    expect(() => settleImage(write, { imageId: imageId + 1, ids: [], status: 'skipped' })).toThrow(
      expect.objectContaining({ code: 'entity.not-found' })
    )
  })

  it('need not be there for the image to be skipped', async () => {
    const { write, imageId, list, read } = scene()
    settleImage(write, { imageId, ids: [], status: 'skipped' })
    settleImage(write, { imageId, ids: [], status: 'skipped' })
    expect(list()).toHaveLength(1)
    expect(getImage(read, imageId).state).toBe('skipped')
    await undoInSteps(write)
    expect(list()).toEqual([])
  })

  it('of a model alone let the image be skipped too', () => {
    const { write, imageId, list } = scene()
    const suggestion = { source: 'model', status: 'draft', run_id: null } as const
    const add = (mutation: Mutation) =>
      addCaptionRow(mutation, { image_id: imageId, text: 'một con mèo', ...suggestion })
    mutate(write, 'run:run-0001', add, newGroup('captioning'))
    settleImage(write, { imageId, ids: [], status: 'skipped' })
    expect(list().map(({ status }) => status)).toEqual(['draft', 'skipped'])
  })

  it('are parted, joined and moved, each as one change', async () => {
    const { write, texts, at } = scene('Bác sĩ khám. Y tá ghi.', 'cuối')
    const { id, version } = at(0)
    splitCaption(write, { id, version, texts: ['Bác sĩ khám. ', 'Y tá ghi.'.normalize('NFD')] })
    expect(texts()).toEqual(['Bác sĩ khám.', 'Y tá ghi.', 'cuối'])
    moveCaption(write, { id: at(2).id, to: 0 })
    expect(texts()).toEqual(['cuối', 'Bác sĩ khám.', 'Y tá ghi.'])
    setCaptionStatus(write, at(1).id, 'accepted')
    mergeCaptions(write, { first: at(1), second: at(2) })
    expect(texts()).toEqual(['cuối', 'Bác sĩ khám. Y tá ghi.'])
    expect(at(1)).toMatchObject({ status: 'draft', source: 'person' })
    await undoInSteps(write)
    expect(texts()).toEqual(['cuối', 'Bác sĩ khám.', 'Y tá ghi.'])
    expect(at(1).status).toBe('accepted')
    await undoInSteps(write)
    await undoInSteps(write)
    expect(texts()).toEqual(['Bác sĩ khám.', 'Y tá ghi.', 'cuối'])
    await undoInSteps(write)
    expect(texts()).toEqual(['Bác sĩ khám. Y tá ghi.', 'cuối'])
    for (let i = 0; i < 4; i += 1) await redoInSteps(write)
    expect(texts()).toEqual(['cuối', 'Bác sĩ khám. Y tá ghi.'])
  })

  it('are not parted or joined from an old version', () => {
    const { write, at } = scene('một hai', 'ba')
    const [first, second] = [at(0), at(1)]
    setCaptionStatus(write, first.id, 'accepted')
    const changed: unknown = expect.objectContaining({ code: 'caption.changed-elsewhere' })
    expect(() => splitCaption(write, { ...first, texts: ['một', 'hai'] })).toThrow(changed)
    expect(() => mergeCaptions(write, { first, second })).toThrow(changed)
  })

  it('go back to any version, also when they were removed', async () => {
    const { read, write, imageId, texts, at } = scene('một')
    const { id } = at(0)
    saveCaption(write, { id, imageId, text: 'hai', version: null })
    setCaptionStatus(write, id, 'accepted')
    const [imported, edited] = captionHistory(read, id)
    restoreCaption(write, { id, revision: imported?.id ?? 0 })
    expect(at(0)).toMatchObject({ text: 'một', source: 'imported', status: 'accepted' })
    removeCaption(write, id)
    restoreCaption(write, { id, revision: edited?.id ?? 0 })
    expect(at(0)).toMatchObject({ id, text: 'hai', source: 'person' })
    await undoInSteps(write)
    expect(texts()).toEqual([])
    expect(() => restoreCaption(write, { id, revision: 9999 })).toThrow(
      expect.objectContaining({ code: 'caption.no-version' })
    )
  })
})

describe('images', () => {
  it('are removed with all that is theirs, and come back with it', async () => {
    const { read, write, imageId, list, library } = scene('bệnh viện', 'hai')
    mutate(write, 'person', (mutation) => putImageTags(mutation, imageId, ['xem lại', 'a', 'a']))
    setSplit(write, [imageId], 'val')
    const before = { image: getImage(read, imageId), captions: list().map(({ text }) => text) }
    mutate(
      write,
      'person',
      (mutation) => {
        for (const { id } of list()) putCaptionRow(mutation, id, null)
        removeImageRow(mutation, imageId)
      },
      newGroup('remove-images')
    )
    const found = (text: string) => pageImages(read, { text }, { offset: 0, limit: 9 }).total
    expect([found(''), found('viện'), found('name:a')]).toEqual([0, 0, 0])
    await undoInSteps(write)
    expect({ ...getImage(read, imageId), captions: [] }).toEqual({ ...before.image, captions: [] })
    expect(list().map(({ text }) => text)).toEqual(before.captions)
    expect(tagsOf(read, imageId)).toEqual(['a', 'xem lại'])
    expect([found('viện'), found('a.jpg'), found('tag:"xem lại"')]).toEqual([1, 1, 1])
    // What an import brought is still known.
    addImages(library, { 'a.jpg': ['bệnh viện'] })
    expect(list()).toHaveLength(2)
    await redoInSteps(write)
    expect(found('')).toBe(0)
    await undoInSteps(write)
    await undoInSteps(write)
    await undoInSteps(write)
    expect(tagsOf(read, imageId)).toEqual([])
  })

  it('are found by the id that they had before they were removed and imported again', async () => {
    const { read, write, imageId, library } = scene()
    const remove = (id: number) =>
      mutate(write, 'person', (mutation) => removeImageRow(mutation, id), newGroup('remove-images'))
    expect(findImage(read, imageId)).toBe(imageId)
    addImages(library, { 'a.jpg': [] })
    expect(findImage(read, imageId)).toBe(imageId)
    remove(imageId)
    expect(findImage(read, imageId)).toBeNull()
    await undoInSteps(write)
    expect(findImage(read, imageId)).toBe(imageId)
    remove(imageId)
    const second = only(addImages(library, { 'a.jpg': [] }))
    expect(second).not.toBe(imageId)
    expect(findImage(read, imageId)).toBe(second)
    remove(second)
    const third = only(addImages(library, { 'a.jpg': [] }))
    expect([imageId, second].map((id) => findImage(read, id))).toEqual([third, third])
    expect(findImage(read, 999)).toBeNull()
  })

  it('that were imported again are not brought back a second time', async () => {
    const { write, imageId, library } = scene()
    mutate(write, 'person', (mutation) => removeImageRow(mutation, imageId))
    addImages(library, { 'a.jpg': [] })
    await expect(undoInSteps(write)).rejects.toThrow(
      expect.objectContaining({ code: 'image.imported-again' })
    )
  })
})

describe('a large group of changes', () => {
  /** More than two steps take, however fast the machine. */
  const many = 450
  async function large() {
    const { library, write, read, imageId, list } = scene('x')
    const first = list()[0]?.id ?? 0
    mutate(write, 'person', (mutation) => {
      for (let i = 0; i < many; i += 1) {
        const row = list()[0]
        if (row) {
          putCaptionRow(mutation, first, {
            image_id: imageId,
            position: 0,
            text: `bản ${i}`,
            source: 'person',
            run_id: null,
            status: 'draft'
          })
        }
      }
    })
    await Promise.resolve()
    return { library, write, read, imageId, text: () => list()[0]?.text }
  }

  it('is undone in steps as one', async () => {
    const { write, text } = await large()
    expect(await undoInSteps(write)).toMatchObject({ changes: many })
    expect(text()).toBe('x')
    await redoInSteps(write)
    expect(text()).toBe(`bản ${many - 1}`)
  })

  it('that was left half undone goes on, either way, after the library was opened again', async () => {
    const { library, write, imageId } = await large()
    // The process ends between two steps.
    void undoInSteps(write)
    await new Promise((resolve) => setImmediate(resolve))
    library.close()
    const again = openLibrary(library.root)
    const text = () => listCaptions(again.read, imageId)[0]?.text
    const half = text()
    expect(half).not.toBe('x')
    expect(half).not.toBe(`bản ${many - 1}`)
    await redoInSteps(again.write)
    expect(text()).toBe(`bản ${many - 1}`)
    await undoInSteps(again.write)
    expect(text()).toBe('x')
    again.close()
  })
})
