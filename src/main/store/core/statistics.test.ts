import { expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, saveCaption, setCaptionStatus } from '../captions/captions'
import { setSplit } from '../images/images'
import { libraryStatistics } from './statistics'
import { scanVocabulary } from '../captions/vocabulary'

it('counts states, splits, authors, lengths and the work of each day', () => {
  const library = tempLibrary()
  const [a = 0, b = 0] = addImages(library, { a: ['một hai ba'], b: ['bốn', 'năm sáu'], c: [] })
  setSplit(library.write, [b], 'val')
  const [first] = listCaptions(library.read, a)
  if (!first) throw new Error('no caption')
  saveCaption(library.write, { ...first, text: 'một hai ba bốn' })
  setCaptionStatus(library.write, first.id, 'accepted')
  const statistics = libraryStatistics(library.read, 0)
  const today = new Date()
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${today.getFullYear()}-${two(today.getMonth() + 1)}-${two(today.getDate())}`
  expect(statistics).toEqual({
    states: expect.arrayContaining([
      { name: 'accepted', count: 1 },
      { name: 'draft', count: 1 },
      { name: 'empty', count: 1 }
    ]) as unknown,
    splits: expect.arrayContaining([
      { split: 'val', states: [{ name: 'draft', count: 1 }] }
    ]) as unknown,
    sources: [
      { name: 'imported', count: 2 },
      { name: 'person', count: 1 }
    ],
    people: [],
    days: [{ day, changed: 1, accepted: 1 }],
    lengths: [
      { words: 1, count: 1 },
      { words: 2, count: 1 },
      { words: 4, count: 1 }
    ]
  })
  expect(libraryStatistics(library.read, Date.now() + 1000).days).toEqual([])
})

it('counts words as they were written, and knows the most frequent', () => {
  const library = tempLibrary()
  const many = Array.from({ length: 300 }, (_, i) => `t${i} ${`t${i} `.repeat(i % 7)}`)
  addImages(library, { a: ['Bác sĩ và bác sĩ', 'bac si'], b: ['bác'], c: many })
  const vocabulary = [...scanVocabulary(library.read)].at(-1)
  expect(vocabulary).toMatchObject({ words: 305, once: 3 + 43 })
  expect(vocabulary?.frequent).toHaveLength(200)
  const times = vocabulary?.frequent.map((word) => word.times) ?? []
  expect(times).toEqual([...times].sort((x, y) => y - x))
  expect(times.filter((n) => n === 7)).toHaveLength(42)
  expect(vocabulary?.frequent.find(({ word }) => word === 'bác')).toEqual({
    word: 'bác',
    times: 3,
    images: 2
  })
})
