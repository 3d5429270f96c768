import { expect, it } from 'vitest'
import type { ImageFilter, ImageSort } from '../../../shared/domain'
import { addImages, tempLibrary } from '../../../../test/fixtures/temp-library'
import { listCaptions, saveCaption, setCaptionStatus } from '../captions/captions'
import { all, run } from '../core/connection'
import { filterCondition } from './image-filter'
import { orderedIds } from './image-order'
import { setSplit } from '../images/images'

const people = ['bác sĩ', 'y tá', 'bệnh nhân']
const looks = ['đeo khẩu trang', 'bac si', 'đeo kính', '']
const rare = ['ngầm', 'cụ già', '']

/** Enough images for words that are in many of them, and words that are in few. */
function filled() {
  const library = tempLibrary()
  const caption = (n: number) =>
    `Một ${people[n % 3]} ${looks[n % 4]} ${n % 31 === 0 ? rare[n % 2] : ''} .`
  const numbers = Array.from({ length: 700 }, (_, n) => n)
  const name = (n: number) => `khoa-${(n * 7919) % 97}/ảnh ${n}.jpg`
  const captions = numbers.map((n): [string, string[]] => [
    name(n),
    [caption(n), caption(n * 3 + 1)]
  ])
  const ids = addImages(library, Object.fromEntries(captions))
  setSplit(library.write, ids.slice(100, 200), 'none')
  for (const id of ids.slice(0, 20)) {
    for (const caption of listCaptions(library.read, id)) {
      setCaptionStatus(library.write, caption.id, id % 2 ? 'accepted' : 'skipped')
    }
  }
  return { ...library, ids }
}

const filters: ImageFilter[] = [
  {},
  { text: 'một' },
  { text: 'mot' },
  { text: 'xyz' },
  { text: 'ngầm' },
  { text: 'khoa-12' },
  { text: '"khoa 12" một' },
  { text: 'anh 69' },
  { text: '"bác si"' },
  { text: '"mot y tá"' },
  { text: '"bac sĩ" -"y tá"' },
  { text: '"bác si" một "khẩu trang"' },
  { text: '-một' },
  { text: 'một -"khẩu trang"' },
  { text: 'ngầm OR "cụ già"' },
  { text: '(ngầm OR "cụ già") -status:accepted words>8', split: 'train' },
  { text: 'y tá', split: 'none' },
  { text: 'y tá', state: 'accepted' },
  { text: 'status:skipped' },
  { text: '?!' },
  { split: 'val', state: 'draft' }
]
const columns: Record<Exclude<ImageSort['by'], 'agreement'>, string> = {
  name: 'sort_key',
  state: "instr('empty draft accepted rejected skipped', state)",
  split: "instr('train val test none', split)",
  captions: 'caption_count',
  changed: '(SELECT max(updated_at) / 1000 FROM caption WHERE image_id = image.id)',
  pixels: 'width * height',
  bytes: 'bytes'
}

const sorts = (Object.keys(columns) as (keyof typeof columns)[]).flatMap((by) => [
  { by, descending: false },
  { by, descending: true }
])

it('lists what SQLite finds and sorts by itself, for every filter and order', () => {
  const { read } = filled()
  for (const filter of filters) {
    const { sql, params } = filterCondition(filter)
    for (const sort of sorts) {
      const { by, descending } = sort
      const byItself = all<{ id: number }>(
        read,
        `SELECT id FROM image WHERE ${sql}
         ORDER BY ${columns[by]} ${descending ? 'DESC' : 'ASC'}, sort_key, id`,
        ...params
      ).map(({ id }) => id)
      expect({ filter, sort, ids: [...orderedIds(read, filter, sort)] }).toEqual({
        filter,
        sort,
        ids: byItself
      })
    }
  }
})

it('follows every change of the library', () => {
  const { read, write, ids } = filled()
  const [second = 0, first = 0] = ids.slice(-2)
  const found = (text: string) => [...orderedIds(read, { text })]
  expect(found('"hoàn toàn mới"')).toEqual([])
  const saved = { imageId: first, text: 'Chú thích hoàn toàn mới', version: null }
  saveCaption(write, { id: null, ...saved })
  expect(found('"hoàn toàn mới"')).toEqual([first])
  expect(found('status:draft')).toContain(first)
  setSplit(write, [second], 'test')
  expect([...orderedIds(read, { split: 'test' })]).toContain(second)
  const before = orderedIds(read, {}).length
  run(write, 'DELETE FROM image WHERE id = ?', second)
  expect([...orderedIds(read, {})]).toHaveLength(before - 1)
  expect([...orderedIds(read, { split: 'test' })]).not.toContain(second)
})
