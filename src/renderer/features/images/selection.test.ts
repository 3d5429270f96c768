import { nextTick, ref } from 'vue'
import { beforeEach, expect, it } from 'vitest'
import { useSelection } from './selection'

beforeEach(() => localStorage.clear())

const listed = { filter: ref({ text: 'một' }), total: ref(10) }
const open = () =>
  useSelection('selection', {
    ...listed,
    // Ids run the other way than indexes.
    idsBetween: (from, to) =>
      Promise.resolve(Array.from({ length: to - from + 1 }, (_, i) => 10 - from - i))
  })
const idsOf = (selection: ReturnType<typeof open>) =>
  Array.from({ length: 10 }, (_, i) => i + 1).filter(selection.has)

it('is of single images and ranges, and of what is left when it is inverted', async () => {
  const selection = open()
  expect(selection.chosen.value).toBeNull()
  selection.toggle(3)
  selection.toggle(5)
  selection.toggle(3)
  expect(idsOf(selection)).toEqual([5])
  await selection.selectBetween(2, 0, true)
  expect(idsOf(selection)).toEqual([5, 8, 9, 10])
  expect(selection.chosen.value).toEqual({ ids: [5, 10, 9, 8] })
  selection.invert()
  expect(idsOf(selection)).toEqual([1, 2, 3, 4, 6, 7])
  expect(selection.count.value).toBe(6)
  await selection.selectBetween(1, 1, false)
  expect(idsOf(selection)).toEqual([9])
})

it('is of all that the filter admits but for some', async () => {
  const selection = open()
  selection.selectAll()
  expect(selection.count.value).toBe(10)
  selection.toggle(4)
  selection.toggle(2)
  expect(selection.chosen.value).toEqual({ filter: { text: 'một' }, except: [4, 2] })
  await selection.selectBetween(8, 9, true)
  expect(selection.chosen.value).toEqual({ filter: { text: 'một' }, except: [4] })
  selection.selectNone()
  expect(selection.count.value).toBe(0)
})

it('is there again after a reload', async () => {
  open().toggle(7)
  await nextTick()
  expect(idsOf(open())).toEqual([7])
})
