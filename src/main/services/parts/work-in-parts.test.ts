import { expect, it } from 'vitest'
import { skipAssignment } from '../../store/assignments/hand-over'
import { markAssignment, workOf } from '../../store/assignments/my-work'
import { listWork } from '../../store/assignments/progress'
import { createWorkList, setWorkListClosed } from '../../store/assignments/work-lists'
import { all } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { redoInSteps, undoInSteps } from '../../store/core/undo'
import { edit, found, merge, scene, split } from './test/parted'

const everybody = () => true

/** A library whose images are all given to Lan, and the first two to Minh too. */
function given() {
  const { library, ids } = scene(5)
  const list = (name: string, images: number[], person: string) =>
    createWorkList(
      library.write,
      images,
      {
        ...{ name, filter: '', seed: 1, overlap: { images: 0, people: null } },
        people: [{ name: person, images: null }]
      },
      'boss'
    )
  const first = list('Đợt 1', ids, 'Lan')
  list('Đợt 2', ids.slice(0, 2), 'Minh')
  return { library, ids, first }
}

const stateOf = (library: Library, person = 'Lan') => ({
  open: found(library, `open-for:${person}`),
  done: found(library, `done-by:${person}`),
  skipped: found(library, `skipped-by:${person}`)
})
const report = async (...args: Parameters<typeof merge>) => (await merge(...args))?.work

it('a part has the work of whoever it is for, on its images and of lists that are open', async () => {
  const { library, ids, first } = given()
  markAssignment(library.write, { person: 'Lan', imageId: ids[0] ?? 0, state: 'done' })
  const part = await split(library, 'Lan', '-name:4.jpg')
  expect(stateOf(part)).toEqual({ open: ids.slice(1, 4), done: ids.slice(0, 1), skipped: [] })
  const lists = all(part.read, 'SELECT name FROM work_list')
  expect(lists).toEqual([{ name: 'Đợt 1' }])
  const people = all(
    part.read,
    'SELECT person FROM assignment UNION SELECT person FROM work_member'
  )
  expect(people).toEqual([{ person: 'Lan' }])
  setWorkListClosed(library.write, first, true)
  expect(workOf((await split(library, 'Lan again')).read, 'Lan').lists).toEqual([])
})

it('what was done, skipped and opened again comes back, once', async () => {
  const { library, ids } = given()
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = ids
  markAssignment(library.write, { person: 'Lan', imageId: d, state: 'done' })
  const part = await split(library, 'Lan')
  edit(part, a, 'đã sửa', 'person:Lan')
  markAssignment(part.write, { person: 'Lan', imageId: b, state: 'done' })
  skipAssignment(part.write, { person: 'Lan', imageId: c }, everybody)
  markAssignment(part.write, { person: 'Lan', imageId: d, state: 'open' })
  const at = all(part.read, 'SELECT done_at FROM assignment WHERE image_id = ?', a)
  expect(await report(library, part)).toEqual({ done: 2, skipped: 1, reopened: 1 })
  const merged = { open: [d, e], done: [a, b], skipped: [c] }
  expect(stateOf(library)).toEqual(merged)
  // When it was done there, by which pace is counted; the skipped one waits for somebody else.
  const done = all(
    library.read,
    "SELECT done_at FROM assignment WHERE image_id = ? AND person = 'Lan'",
    a
  )
  expect(done).toEqual(at)
  const pool = () => listWork(library.read).map(({ name, pool }) => [name, pool])
  expect(pool()).toEqual([
    ['Đợt 2', 0],
    ['Đợt 1', 1]
  ])
  expect(await merge(library, part)).toBeNull()
  // Opened again in the library, it stays so.
  markAssignment(library.write, { person: 'Lan', imageId: b, state: 'open' })
  expect(await merge(library, part)).toBeNull()
  edit(part, e, 'thêm', 'person:Lan')
  expect(await report(library, part)).toEqual({ done: 1, skipped: 0, reopened: 0 })
  expect(stateOf(library)).toEqual({ open: [b, d], done: [a, e], skipped: [c] })
  await undoInSteps(library.write)
  expect(stateOf(library)).toEqual({ open: [b, d, e], done: [a], skipped: [c] })
  await redoInSteps(library.write)
  expect(stateOf(library)).toEqual({ open: [b, d], done: [a, e], skipped: [c] })
  expect(pool().at(-1)).toEqual(['Đợt 1', 1])
})

it('is merged where nothing but the work has changed, and again after an undo of the rest', async () => {
  const { library, ids } = given()
  const [a = 0, b = 0] = ids
  const part = await split(library, 'Lan')
  markAssignment(part.write, { person: 'Lan', imageId: a, state: 'done' })
  expect(await report(library, part)).toEqual({ done: 1, skipped: 0, reopened: 0 })
  expect(await merge(library, part)).toBeNull()
  edit(part, b, 'đã sửa', 'person:Lan')
  await merge(library, part)
  await undoInSteps(library.write)
  expect(stateOf(library).done).toEqual([a])
  expect(await report(library, part)).toEqual({ done: 1, skipped: 0, reopened: 0 })
  expect(stateOf(library).done).toEqual([a, b])
})

it('leaves what the library has given to somebody else, or closed, as it is', async () => {
  const { library, ids, first } = given()
  const [a = 0, b = 0] = ids
  const part = await split(library, 'Lan')
  markAssignment(part.write, { person: 'Lan', imageId: a, state: 'done' })
  skipAssignment(library.write, { person: 'Lan', imageId: a }, everybody)
  expect(await report(library, part)).toEqual({ done: 0, skipped: 0, reopened: 0 })
  expect(stateOf(library).skipped).toEqual([a])
  markAssignment(part.write, { person: 'Lan', imageId: b, state: 'done' })
  setWorkListClosed(library.write, first, true)
  expect(await report(library, part)).toEqual({ done: 0, skipped: 0, reopened: 0 })
  // Minh's is his own.
  expect(stateOf(library, 'Minh').open).toEqual([a, b])
})
