import { expect, it } from 'vitest'
import { addImages, tempLibrary } from '../../../test/fixtures/temp-library'
import { setCaptionStatus, listCaptions } from './captions'
import { all, numbers } from './connection'
import { findFirst } from './first-images'
import { filterCondition } from './image-filter'
import { partsOf } from './image-sets'

/** Numbers below a bound that are the same in each run. */
function drawer(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const words = [
  'một',
  'bác',
  'bạc',
  'bac',
  'sĩ',
  'si',
  'y',
  'tá',
  'xe',
  'lăn',
  'đỏ',
  'do',
  '12',
  'ảnh'
]

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new Error(`nothing at ${index}`)
  return item
}

/** Images with captions of few different words, so that phrases of several words are found too. */
function filled(draw: (below: number) => number) {
  const library = tempLibrary()
  const text = () =>
    Array.from({ length: 1 + draw(7) }, () => words[draw(words.length)]).join(draw(4) ? ' ' : ', ')
  const images = Array.from({ length: 300 }, (_, n): [string, string[]] => [
    `khoa-${draw(20)}/ảnh ${n}.jpg`,
    Array.from({ length: draw(4) }, text)
  ])
  for (const id of addImages(library, Object.fromEntries(images))) {
    const [caption] = listCaptions(library.read, id)
    if (caption && draw(3) === 0) setCaptionStatus(library.write, caption.id, 'accepted')
  }
  return library.read
}

function madeFilter(draw: (below: number) => number): string {
  const word = () => words[draw(words.length)] ?? ''
  const leaf = () =>
    [
      word,
      word,
      () => `"${word()} ${word()}"`,
      () => `"${word()} ${word()} ${word()}"`,
      () => `khoa-${draw(20)}`,
      () => `status:${['draft', 'accepted', 'empty'][draw(3)]}`,
      () => `words>${draw(8)}`
    ][draw(7)]?.() ?? ''
  const sign = () => (draw(3) === 0 ? '-' : '')
  const part = () =>
    draw(4) === 0 ? `${sign()}(${leaf()} OR ${sign()}${leaf()})` : `${sign()}${leaf()}`
  return Array.from({ length: 1 + draw(3) }, part).join(' ')
}

it('finds the first images that SQLite finds, for filters of all kinds', () => {
  const draw = drawer(7)
  const db = filled(draw)
  const orders = ['sort_key', 'state, sort_key', 'caption_count DESC, sort_key'].map((key) => ({
    key,
    ids: Int32Array.from(numbers(db, `SELECT id FROM image ORDER BY ${key}`)),
    // What was looked at for one filter serves the next.
    looked: []
  }))
  let found = 0
  for (let round = 0; round < 600; round += 1) {
    const text = madeFilter(draw)
    const { sql, params } = filterCondition({ text })
    const { key, ids, looked } = at(orders, round % orders.length)
    const limits = { count: 1 + draw(12), patience: Infinity }
    const first = findFirst(db, partsOf({ text }), { order: ids, looked, ...limits })
    if (!first) continue
    found += 1
    const wanted = all<{ id: number }>(
      db,
      `SELECT id FROM image WHERE ${sql} ORDER BY ${key} LIMIT ?`,
      ...params,
      limits.count
    ).map(({ id }) => id)
    expect({ text, key, ids: [...first] }).toEqual({ text, key, ids: wanted })
  }
  expect(found).toBeGreaterThan(200)
})

it('gives up where the time is over before enough are found', () => {
  const db = filled(drawer(8))
  const order = Int32Array.from(numbers(db, 'SELECT id FROM image ORDER BY sort_key'))
  const first = (count: number) =>
    findFirst(db, partsOf({ text: 'bac' }), { order, looked: [], count, patience: 0 })
  expect(first(150)).toBeNull()
  expect(first(1)).toHaveLength(1)
})
