import { expect, it } from 'vitest'
import { addImages, only, tempLibrary } from '../../../../test/fixtures/temp-library'
import { settleImage } from '../captions/caption-edits'
import { listCaptions, saveCaption } from '../captions/captions'
import { all, run } from '../core/connection'
import type { Library } from '../core/library'
import { redoInSteps, undoInSteps } from '../core/undo'
import { mutate, newGroup } from '../core/history'
import { putImage, removeImageRow } from '../images/image-rows'
import { selectedImageIds } from '../search/image-listing'
import { reassign, settlePools, skipAssignment } from './hand-over'
import { markAssignment, nextOf, stateOf, workOf } from './my-work'
import { expectedEnd, listWork, perHour } from './progress'
import { createWorkList, setWorkListClosed } from './work-lists'

const everybody = () => true
const none = { images: 0, people: null }

/** A library with a list that is split evenly. */
function listed(
  count: number,
  people: string[],
  overlap = none as { images: number | null; people: number | null }
) {
  const library = tempLibrary()
  const names = Array.from({ length: count }, (_, n) => `${n}.jpg`)
  const ids = addImages(library, Object.fromEntries(names.map((name) => [name, []])))
  const wish = { name: 'Đợt 1', filter: '', seed: 1, overlap }
  const who = people.map((name) => ({ name, images: null }))
  const list = createWorkList(library.write, ids, { ...wish, people: who }, 'boss')
  return { library, list, ids }
}
const find = ({ read }: Library, text: string) =>
  selectedImageIds(read, { filter: { text }, except: [] })
const openOf = (library: Library, person: string) => find(library, `open-for:${person}`)
const write = (library: Library, imageId: number, person: string) =>
  saveCaption(
    library.write,
    { id: null, imageId, text: 'một câu', version: null },
    `person:${person}`
  )
/** Of each person what is open, done and skipped; and what is in the pool. */
const counts = (library: Library): Record<string, number[] | number> => {
  const { pool, people } = only(listWork(library.read))
  return { pool, ...Object.fromEntries(people.map((p) => [p.name, [p.open, p.done, p.skipped]])) }
}

it('an image is done once its person has written there, and open again where they undo it', async () => {
  const { library } = listed(4, ['lan', 'minh'])
  const [first = 0, second = 0] = openOf(library, 'lan')
  write(library, first, 'minh')
  expect(openOf(library, 'lan')).toEqual([first, second])
  write(library, first, 'lan')
  expect(openOf(library, 'lan')).toEqual([second])
  expect(find(library, 'done-by:lan')).toEqual([first])
  const caption = listCaptions(library.read, first)[1]
  settleImage(
    library.write,
    { imageId: first, ids: [caption?.id ?? 0], status: 'accepted' },
    'person:lan'
  )
  await undoInSteps(library.write, 'person:lan')
  expect(openOf(library, 'lan')).toEqual([second])
  await undoInSteps(library.write, 'person:lan')
  expect(openOf(library, 'lan')).toEqual([first, second])
  await redoInSteps(library.write, 'person:lan')
  expect(openOf(library, 'lan')).toEqual([second])
  expect(counts(library)).toEqual({ pool: 0, lan: [1, 1, 0], minh: [2, 0, 0] })
})

it('a change of many images at once is no work on them', () => {
  const { library, ids } = listed(2, ['lan'])
  const saved = write(library, ids[0] ?? 0, 'minh')
  const change = { ...saved, image_id: ids[0] ?? 0 }
  mutate(
    library.write,
    'person:lan',
    (mutation) => mutation.record('caption', saved.id, null, { image_id: change.image_id }),
    newGroup('replace')
  )
  expect(openOf(library, 'lan')).toEqual(ids)
})

it('what is skipped goes to somebody who had it not yet, and in the end to the pool', () => {
  const { library } = listed(6, ['lan', 'minh', 'hoa'])
  const [image = 0] = openOf(library, 'lan')
  const skip = (person: string) =>
    skipAssignment(library.write, { person, imageId: image }, everybody)
  const holder = () => ['minh', 'hoa'].find((name) => openOf(library, name).includes(image)) ?? ''
  skip('lan')
  const second = holder()
  skip(second)
  const third = holder()
  expect([second, third].sort()).toEqual(['hoa', 'minh'])
  skip(third)
  expect(holder()).toBe('')
  expect(counts(library)).toMatchObject({ pool: 1, lan: [1, 0, 1] })
  settlePools(library.write, everybody)
  expect(counts(library)).toMatchObject({ pool: 1 })
  // Somebody new takes it.
  const { id } = only(listWork(library.read))
  reassign(library.write, { id, from: ['lan'], to: ['an'] })
  expect(openOf(library, 'an')).toContain(image)
  expect(openOf(library, 'lan')).toEqual([])
})

it('what is open for somebody who cannot work any more goes to the others, also where they share images', () => {
  const { library } = listed(9, ['lan', 'minh', 'hoa'], { images: 3, people: 2 })
  const [image = 0] = openOf(library, 'lan')
  write(library, image, 'lan')
  settlePools(library.write, (name) => name !== 'lan')
  const { lan, minh, hoa, pool } = counts(library) as Record<string, number[]>
  expect([lan, pool]).toEqual([[0, 1, 0], 0])
  expect((minh?.[0] ?? 0) + (hoa?.[0] ?? 0)).toBe(11)
  const shared = all<{ n: number }>(
    library.read,
    'SELECT count(*) AS n FROM assignment GROUP BY image_id, person HAVING n > 1'
  )
  expect(shared).toEqual([])
})

it('what is open is split anew among others', () => {
  const { library, list } = listed(12, ['lan', 'minh'])
  const [done = 0] = openOf(library, 'lan')
  write(library, done, 'lan')
  reassign(library.write, { id: list, from: ['lan'], to: ['hoa', 'an'] })
  expect(counts(library)).toMatchObject({ lan: [0, 1, 0], minh: [6, 0, 0] })
  expect(openOf(library, 'hoa').length + openOf(library, 'an').length).toBe(5)
  reassign(library.write, { id: list, from: null, to: ['minh', 'hoa'] })
  const { minh, hoa, an } = counts(library) as Record<string, number[]>
  expect([minh?.[0], hoa?.[0]].sort()).toEqual([5, 6])
  expect(an).toBeUndefined()
})

it('a removed image is no work, and is again where it comes back', () => {
  const { library, ids } = listed(3, ['lan'])
  const [id = 0] = ids
  mutate(library.write, 'person', (mutation) => removeImageRow(mutation, id))
  expect(workOf(library.read, 'lan').open).toBe(2)
  expect(nextOf(library.read, { person: 'lan', after: null })).toBe(ids[1])
  const { before } = only(
    all<{ before: string }>(
      library.read,
      "SELECT before FROM revision WHERE entity = 'image'"
    ).filter((row) => row.before !== null)
  )
  mutate(library.write, 'person', (mutation) => putImage(mutation, id, JSON.parse(before) as never))
  expect(workOf(library.read, 'lan').open).toBe(3)
})

it('a closed list is nobody’s work', () => {
  const { library, list, ids } = listed(2, ['lan'])
  setWorkListClosed(library.write, list, true)
  expect(workOf(library.read, 'lan')).toEqual({ open: 0, done: 0, lists: [] })
  expect(openOf(library, 'lan')).toEqual([])
  expect(find(library, 'list:"Đợt 1"')).toEqual(ids)
  write(library, ids[0] ?? 0, 'lan')
  setWorkListClosed(library.write, list, false)
  expect(openOf(library, 'lan')).toEqual(ids)
})

it('the next one of mine is the one behind, by name, and then from the first again', () => {
  const { library, ids } = listed(3, ['lan'])
  const [a = 0, b = 0, c = 0] = ids
  const next = (after: number | null) => nextOf(library.read, { person: 'lan', after })
  expect([next(null), next(a), next(c)]).toEqual([a, b, a])
  markAssignment(library.write, { person: 'lan', imageId: b, state: 'done' })
  expect([stateOf(library.read, { person: 'lan', imageId: b }), next(a)]).toEqual(['done', c])
  markAssignment(library.write, { person: 'lan', imageId: b, state: 'open' })
  expect(next(a)).toBe(b)
  run(library.write, "UPDATE assignment SET state = 'done'")
  expect(next(a)).toBeNull()
})

it('a pace is told by the median time between two images, without breaks', () => {
  const minute = 60_000
  expect(perHour([0, minute, 2 * minute])).toBeNull()
  expect(perHour([0, 1, 2, 3, 600, 601].map((at) => at * minute))).toBe(60)
  expect(perHour([0, 2, 4, 8, 12].map((at) => at * minute))).toBe(20)
  expect(expectedEnd([0, 1, 2, 3], 8, 100)).toBe(300)
  expect(expectedEnd([0, 1, 2, 3], 0, 100)).toBeNull()
})
