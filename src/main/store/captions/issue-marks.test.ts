import { expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { pageImages } from '../search/image-listing'
import { listCaptions, saveCaption } from './captions'
import { ignoreWord, setCheckStyles, stopIgnoring } from './check-settings'

const all = { offset: 0, limit: 10 }

it('filters find images by what the checks find in their captions', () => {
  const library = tempLibrary()
  const [a = 0] = addImages(library, {
    a: ['Bác sĩ hướng dẩn bệnh nhân'],
    b: ['Cánh đồng ở ngòai thành phố'],
    c: ['Bác sĩ khám bệnh .', 'Nồi xoong ở Đắk Lắk'],
    d: ['hòa bình']
  })
  const found = (text: string) =>
    pageImages(library.read, { text }, all).rows.map(({ name }) => name)
  expect(found('is:issue')).toEqual(['a', 'b'])
  expect(found('issue:word')).toEqual(['a'])
  expect(found('issue:tone,word')).toEqual(['a', 'b'])
  expect(found('-is:issue')).toEqual(['c', 'd'])

  // The library's style and its ignored words count at once.
  expect(found('issue:tone-style')).toEqual([])
  setCheckStyles(library.write, { toneStyle: 'new' })
  expect(found('issue:tone-style')).toEqual(['d'])
  ignoreWord(library.write, 'Dẩn')
  expect(found('issue:word')).toEqual([])
  stopIgnoring(library.write, 'dẩn')
  expect(found('issue:word')).toEqual(['a'])

  // And so does a caption that was corrected.
  const caption = only(listCaptions(library.read, a))
  saveCaption(library.write, { ...caption, text: 'Bác sĩ hướng dẫn bệnh nhân' })
  expect(found('issue:word')).toEqual([])
})
