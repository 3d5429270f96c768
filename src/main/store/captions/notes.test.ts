import { expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { mutate } from '../core/history'
import { redoInSteps, undoInSteps } from '../core/undo'
import { pageImages } from '../search/image-listing'
import { editImage } from './bulk'
import { mergeCaptions, restoreCaption, settleImage } from './caption-edits'
import { captionHistory } from './caption-history'
import { getCaption, listCaptions, removeCaption, saveCaption, setCaptionStatus } from './captions'
import { addNote, resolveNote } from './notes'
import { setReviewers, setReviewSettings } from './review-rule'

const lan = 'person:lan'
const minh = 'person:minh'

function scene() {
  const library = tempLibrary()
  const { read, write } = library
  const imageId = only(addImages(library, { a: ['một hai'] }))
  const { id } = only(listCaptions(read, imageId))
  const save = (text: string, actor: string) =>
    saveCaption(write, { id, imageId, text, version: null }, actor)
  const note = (text: string, sendBack = false) => addNote(write, { id, text, sendBack }, minh)
  const found = (text: string) => pageImages(read, { text }, { offset: 0, limit: 10 }).total
  const state = () => {
    const { status, notes } = getCaption(read, id)
    return [status, ...notes.map(({ text, resolved }) => (resolved ? `(${text})` : text))]
  }
  return { ...library, imageId, id, save, note, found, state }
}

it('a note says who wrote it and when, and can be resolved and opened again', () => {
  const { write, id, note } = scene()
  const { notes } = note('  sai dấu ')
  expect(notes).toEqual([
    { id: 1, text: 'sai dấu', by: 'minh', at: expect.any(Number) as unknown, resolved: false }
  ])
  const resolve = (resolved: boolean) => resolveNote(write, { id, note: 1, resolved }, lan).notes
  expect(resolve(true)).toMatchObject([{ by: 'minh', resolved: true }])
  expect(resolve(false)).toMatchObject([{ resolved: false }])
  expect(() => resolveNote(write, { id, note: 2, resolved: true })).toThrow(
    expect.objectContaining({ code: 'entity.not-found' })
  )
})

it('a caption is sent back as a draft with a note, as one change', async () => {
  const { read, write, id, note, state } = scene()
  setCaptionStatus(write, id, 'accepted', minh)
  note('thiếu màu áo', true)
  expect(state()).toEqual(['draft', 'thiếu màu áo'])
  expect(captionHistory(read, id).at(-1)).toMatchObject({ kind: 'send-back', actor: minh })
  await undoInSteps(write, minh)
  expect(state()).toEqual(['accepted'])
  expect(getCaption(read, id).reviewer).toBe('minh')
  await redoInSteps(write, minh)
  expect(state()).toEqual(['draft', 'thiếu màu áo'])
})

it('notes stay with their caption while its text changes, is restored, merged, removed and brought back', async () => {
  const { read, write, imageId, id, save, note, state } = scene()
  note('một')
  save('văn bản khác', lan)
  expect(state()).toEqual(['draft', 'một'])
  note('hai')
  const first = captionHistory(read, id)[0]
  restoreCaption(write, { id, revision: first?.id ?? 0 }, lan)
  expect(state()).toEqual(['draft', 'một', 'hai'])
  removeCaption(write, id, lan)
  await undoInSteps(write, lan)
  expect(state()).toEqual(['draft', 'một', 'hai'])
  const other = saveCaption(write, { id: null, imageId, text: 'nữa', version: null }, lan)
  const second = addNote(write, { id: other.id, text: 'ba', sendBack: false }, lan)
  mergeCaptions(write, { first: getCaption(read, id), second }, lan)
  expect(state()).toEqual(['draft', 'một', 'hai', 'ba'])
  expect(getCaption(read, id).notes.map((one) => one.id)).toEqual([1, 2, 3])
})

it('filters find captions by open and resolved notes', () => {
  const { write, id, note, found } = scene()
  const all = () => ['note:open', 'note:resolved', 'note:open,resolved', '-note:open'].map(found)
  expect(all()).toEqual([0, 0, 0, 1])
  note('một')
  note('hai')
  resolveNote(write, { id, note: 1, resolved: true })
  expect(all()).toEqual([1, 0, 1, 0])
  resolveNote(write, { id, note: 2, resolved: true })
  expect(all()).toEqual([0, 1, 1, 1])
})

it('a caption holds a limited number of notes', () => {
  const { note } = scene()
  for (let n = 0; n < 50; n += 1) note(`${n}`)
  expect(() => note('nữa')).toThrow(expect.objectContaining({ code: 'caption.too-many-notes' }))
})

/** A library of a team in which Minh reviews, with the rule that somebody else accepts. */
function reviewed() {
  const made = scene()
  setReviewers(made.write, () => (name) => name === 'minh')
  setReviewSettings(made.write, { otherReviewer: true, blind: 'off' })
  const accept = (actor: string) => setCaptionStatus(made.write, made.id, 'accepted', actor).status
  return { ...made, accept }
}

it('where the library asks for it, a reviewer other than the author accepts', () => {
  const { write, save, accept, imageId, id } = reviewed()
  save('của Lan', lan)
  expect(() => accept(lan)).toThrow(expect.objectContaining({ code: 'caption.own-review' }))
  expect(() => accept('person:thu')).toThrow(
    expect.objectContaining({ code: 'caption.no-reviewer' })
  )
  expect(accept(minh)).toBe('accepted')
  save('của Minh', minh)
  expect(() => settleImage(write, { imageId, ids: [id], status: 'accepted' }, minh)).toThrow(
    expect.objectContaining({ code: 'caption.own-review' })
  )
  setReviewSettings(write, { otherReviewer: false, blind: 'off' })
  expect(accept(minh)).toBe('accepted')
})

it('another text of an accepted caption has to be accepted again then', async () => {
  const { write, save, accept, state } = reviewed()
  save('của Lan', lan)
  accept(minh)
  save('của Lan, sửa', lan)
  expect(state()).toEqual(['draft'])
  await undoInSteps(write, lan)
  expect(state()).toEqual(['accepted'])
})

it('accepting many images leaves out captions that somebody else has to accept', () => {
  const { write, imageId, save, state } = reviewed()
  const acceptAll = (actor: string) =>
    mutate(write, actor, (mutation) =>
      editImage(mutation, imageId, { kind: 'status', status: 'accepted' })
    )
  save('của Minh', minh)
  expect([acceptAll(minh), state()]).toEqual([false, ['draft']])
  save('của Lan', lan)
  expect([acceptAll(minh), state()]).toEqual([true, ['accepted']])
})

it('one person who has a library to themselves accepts what they like', () => {
  const { write, id, save } = scene()
  setReviewSettings(write, { otherReviewer: true, blind: 'off' })
  save('của Lan', lan)
  expect(setCaptionStatus(write, id, 'accepted', lan).status).toBe('accepted')
})
