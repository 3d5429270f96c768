import { expect, it } from 'vitest'
import { splitEvenly } from './submit-shards'

it.each([
  [7, 3, [2, 2, 3]],
  [6, 3, [2, 2, 2]],
  [2, 8, [1, 1]],
  [1, 1, [1]]
])('splits %i items into %i shards of about equal size, in their order', (count, shards, sizes) => {
  const items = Array.from({ length: count }, (_, item) => item)
  const split = splitEvenly(items, shards)
  expect(split.map(({ length }) => length)).toEqual(sizes)
  expect(split.flat()).toEqual(items)
})
