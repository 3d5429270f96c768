import { expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { libraryStatistics } from '../core/statistics'
import { filterValues } from '../core/saved-filters'
import { mutate } from '../core/history'
import { undoInSteps } from '../core/undo'
import { pageImages } from '../search/image-listing'
import { changeCaptionText, editImage } from './bulk'
import { mergeCaptions, restoreCaption, settleImage, splitCaption } from './caption-edits'
import { captionHistory } from './caption-history'
import { listCaptions, saveCaption, setCaptionStatus } from './captions'

function scene() {
  const library = tempLibrary()
  const { read, write } = library
  const imageId = only(addImages(library, { a: ['một hai'] }))
  const { id } = only(listCaptions(read, imageId))
  const save = (text: string, actor: string) =>
    saveCaption(write, { id, imageId, text, version: null }, actor)
  /** Who wrote and who reviewed each caption. */
  const names = () => listCaptions(read, imageId).map(({ author, reviewer }) => [author, reviewer])
  const found = (text: string) => pageImages(read, { text }, { offset: 0, limit: 10 }).total
  return { ...library, imageId, id, save, names, found }
}

it('the author of a text is whoever typed it, and its reviewer whoever judged it', () => {
  const { write, id, save, names } = scene()
  expect(names()).toEqual([[null, null]])
  save('của Lan', 'person:Lan')
  expect(names()).toEqual([['Lan', null]])
  setCaptionStatus(write, id, 'accepted', 'person:Minh')
  expect(names()).toEqual([['Lan', 'Minh']])
  save('của Lan', 'person:Thu')
  expect(names()).toEqual([['Lan', 'Minh']])
  save('của Thu', 'person:Thu')
  expect(names()).toEqual([['Thu', 'Thu']])
  setCaptionStatus(write, id, 'draft', 'person:Minh')
  expect(names()).toEqual([['Thu', null]])
  save('của một người', 'person')
  expect(names()).toEqual([[null, null]])
})

it('undo and restoring give a text back to who wrote it', async () => {
  const { read, write, id, save, names } = scene()
  save('một', 'person:Lan')
  save('hai', 'person:Lan')
  save('ba', 'person:Minh')
  await undoInSteps(write)
  expect(names()).toEqual([['Lan', null]])
  const first = captionHistory(read, id).find(({ after }) => after?.text === 'một')
  restoreCaption(write, { id, revision: first?.id ?? 0 }, 'person:Thu')
  expect(names()).toEqual([['Lan', null]])
})

it('what is split, joined and added names who did it; a correction of many texts does not', () => {
  const { read, write, imageId, id, names, save } = scene()
  const { version } = save('một hai', 'person:Lan')
  splitCaption(write, { id, version, texts: ['một', 'hai'] }, 'person:Minh')
  expect(names()).toEqual([
    ['Minh', null],
    ['Minh', null]
  ])
  const [first, second] = listCaptions(read, imageId)
  if (!first || !second) throw new Error('not split')
  mergeCaptions(write, { first, second }, 'person:Thu')
  expect(names()).toEqual([['Thu', null]])
  const { version: now } = only(listCaptions(read, imageId))
  mutate(write, 'person:Minh', (mutation) =>
    changeCaptionText(mutation, { id, version: now, after: 'một, hai' })
  )
  expect(names()).toEqual([['Thu', null]])
  mutate(write, 'person:Minh', (mutation) =>
    editImage(mutation, imageId, { kind: 'caption', text: 'cho tất cả' })
  )
  expect(names()).toEqual([['Minh', null]])
})

it('a blank caption that marks an image has no author, but somebody who rejected it', () => {
  const library = tempLibrary()
  const imageId = only(addImages(library, { a: [] }))
  const settled = { imageId, ids: [], status: 'rejected' } as const
  expect(settleImage(library.write, settled, 'person:Lan')).toMatchObject([
    { author: null, reviewer: 'Lan' }
  ])
})

it('filters and statistics go by people', () => {
  const { read, write, id, save, found } = scene()
  save('một', 'person:Nguyễn Lan')
  setCaptionStatus(write, id, 'accepted', 'person:minh')
  expect(
    [
      'by:"Nguyễn Lan"',
      'by:minh',
      'reviewed-by:minh',
      '-reviewed-by:minh',
      'by:"Nguyễn Lan" reviewed-by:minh một'
    ].map(found)
  ).toEqual([1, 0, 1, 0, 1])
  expect(filterValues(read)).toMatchObject({ by: ['Nguyễn Lan'], 'reviewed-by': ['minh'] })
  expect(libraryStatistics(read, 0).people).toEqual([
    { name: 'Nguyễn Lan', written: 1, accepted: 1, rejected: 0, reviewed: 0 },
    { name: 'minh', written: 0, accepted: 0, rejected: 0, reviewed: 1 }
  ])
})
