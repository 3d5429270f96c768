import { expect, it } from 'vitest'
import { likeImage, ordersBySimilarity } from './like-term'

it.each([
  [likeImage(7), true],
  ['like:"a doctor" status:draft', true],
  ['', false],
  ['"like:doctor"', false],
  ['-like:doctor', false],
  ['like:doctor OR split:val', false],
  ['like:doctor (', false]
])('says of %j whether it orders by similarity: %s', (text, expected) => {
  expect(ordersBySimilarity(text)).toBe(expected)
})
