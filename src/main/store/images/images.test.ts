import { describe, expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, saveCaption, setCaptionStatus } from '../captions/captions'
import { indexOfImage, nextUndoneImage, pageImages } from '../search/image-listing'
import { setImagesMissing } from './missing-images'

const all = { offset: 0, limit: 1000 }

function library(captions: Record<string, string[]>) {
  const { read, write, ...rest } = tempLibrary()
  const ids = addImages({ read, write, ...rest }, captions)
  const names = (text: string) => pageImages(read, { text }, all).rows.map((row) => row.name)
  const accept = (id: number) => {
    for (const caption of listCaptions(read, id)) setCaptionStatus(write, caption.id, 'accepted')
  }
  return { read, write, ids, names, accept }
}

describe('the listing of images', () => {
  it('is in the order of Vietnamese names, numbers by value', () => {
    const wanted = ['an.jpg', 'ăn.jpg', 'ân.jpg', 'dan.jpg', 'đan.jpg', 'img2.jpg', 'img10.jpg']
    const { read } = library(Object.fromEntries([...wanted].reverse().map((name) => [name, []])))
    expect(pageImages(read, {}, all).rows.map((row) => row.name)).toEqual(wanted)
  })

  it('comes in windows with the whole count', () => {
    const { read, ids } = library({ a: ['một', 'hai'], b: [], c: [] })
    const { total, rows } = pageImages(read, {}, { offset: 1, limit: 1 })
    expect({ total, ids: rows.map((row) => row.id) }).toEqual({ total: 3, ids: [ids[1]] })
    expect(pageImages(read, {}, all).rows[0]).toEqual({
      id: ids[0],
      name: 'a',
      width: 40,
      height: 30,
      split: 'train',
      state: 'draft',
      missing: false,
      captionCount: 2,
      firstCaption: 'một',
      version: 'hash of a'
    })
  })

  it('finds an image in a filtered listing', () => {
    const { read, ids, accept } = library({ a: ['x'], b: ['y'], c: ['z'] })
    const [first = 0, , third = 0] = ids
    accept(first)
    expect(indexOfImage(read, third, {})).toBe(2)
    expect(indexOfImage(read, third, { state: 'draft' })).toBe(1)
    expect(indexOfImage(read, third, { state: 'accepted' })).toBeNull()
  })

  it('marks a missing file', () => {
    const { read, write, ids } = library({ a: [] })
    setImagesMissing(write, ids.slice(0, 1), true)
    expect(pageImages(read, {}, all).rows[0]?.missing).toBe(true)
  })
})

describe('search', () => {
  const captions = {
    'img1.jpg': ['Bệnh nhân nằm trên giường'],
    'img2.jpg': ['Đường phố', 'bênh vực'],
    'ảnh_chụp.png': ['"Thuốc" = thuốc -bột']
  }

  it.each([
    ['benh', ['img1.jpg', 'img2.jpg']],
    ['bệnh', ['img1.jpg']],
    ['BỆNH', ['img1.jpg']],
    ['bệnh'.normalize('NFD'), ['img1.jpg']],
    ['duong', ['img2.jpg']],
    ['đường', ['img2.jpg']],
    ['đuong', []],
    ['giuong benh', ['img1.jpg']],
    ['giuong duong', []],
    ['img', ['img1.jpg', 'img2.jpg']],
    ['anh_chup', ['ảnh_chụp.png']],
    ['thuốc', ['ảnh_chụp.png']],
    ['  ', ['ảnh_chụp.png', 'img1.jpg', 'img2.jpg']]
  ])('%j finds %j', (text, wanted) => {
    expect(library(captions).names(text)).toEqual(wanted)
  })

  it.each(['AND', '"NEAR("', '*', '"exact:"', '"-"', "'; DROP TABLE image", '%'])(
    'takes %j as a word and not as an operator of SQL',
    (text) => {
      expect(library(captions).names(text)).toEqual([])
    }
  )

  it.each([
    ['"nằm trên"', ['img1.jpg']],
    ['"tren nam"', []],
    ['"nam trên"', ['img1.jpg']],
    ['"pho benh"', []],
    ['benh -"nhân nằm"', ['img2.jpg']],
    ['thuoc OR giuong', ['ảnh_chụp.png', 'img1.jpg']],
    ['captions>1', ['img2.jpg']],
    ['words:5', ['img1.jpg']],
    ['words<3', ['img2.jpg']],
    ['status:accepted', ['img2.jpg']],
    ['-status:draft', ['img2.jpg']],
    ['source:person', ['img1.jpg']],
    ['source:imported captions:1', ['ảnh_chụp.png']],
    ['edited:today', ['img1.jpg', 'img2.jpg']],
    ['name:chup', ['ảnh_chụp.png']],
    ['width:40 height<30', []],
    ['2', ['img2.jpg']],
    ['is:missing', []],
    ['tag:"xem lại"', []]
  ])('by the filter %j finds %j', (text, wanted) => {
    const { read, write, ids, names, accept } = library(captions)
    const [first = 0, second = 0] = ids
    accept(second)
    const [caption] = listCaptions(read, first)
    if (caption) saveCaption(write, { ...caption, text: 'Bệnh nhân nằm trên  giường' })
    expect(names(text)).toEqual(wanted)
  })

  it('names the part of a filter that is wrong', () => {
    expect(() => library(captions).names('benh stutus:x')).toThrow(
      expect.objectContaining({ code: 'filter.invalid', params: { position: 6, part: 'stutus:x' } })
    )
  })
})

describe('the next undone image', () => {
  it('stands behind the index, and wraps round once', () => {
    const { read, ids, accept } = library({ a: [], b: ['x'], c: ['y'], d: ['z'] })
    const [a = 0, b = 0, c = 0, d = 0] = ids
    accept(b)
    accept(d)
    expect(nextUndoneImage(read, 0, {})).toEqual({ id: c, index: 2 })
    expect(nextUndoneImage(read, 2, {})).toEqual({ id: a, index: 0 })
    expect(nextUndoneImage(read, -1, {})).toEqual({ id: a, index: 0 })
    expect(nextUndoneImage(read, 99, {})).toEqual({ id: a, index: 0 })
    expect(nextUndoneImage(read, 0, { state: 'draft' })).toEqual({ id: c, index: 0 })
    expect(nextUndoneImage(read, 0, { state: 'accepted' })).toBeNull()
  })
})
