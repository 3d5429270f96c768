import { expect, it } from 'vitest'
import { giveOut, splitImages, type Given } from './give-out'

const images = (count: number) => Array.from({ length: count }, (_, n) => n + 1)
const even = (...names: string[]) => names.map((name) => ({ name, images: null }))
const none = { images: 0, people: null }

function countBy<K>(keys: readonly K[]): Map<K, number> {
  const counts = new Map<K, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}
const perPerson = (given: Given[]) => Object.fromEntries(countBy(given.map((g) => g.person ?? '')))
const perImage = (given: Given[]) => countBy([...countBy(given.map((g) => g.imageId)).values()])

it('splits forty images with an overlap of ten', () => {
  const overlap = { images: 10, people: null }
  const given = splitImages(images(40), { people: even('lan', 'minh'), overlap, seed: 1 })
  expect(perPerson(given)).toEqual({ lan: 25, minh: 25 })
  expect(perImage(given)).toEqual(
    new Map([
      [2, 10],
      [1, 30]
    ])
  )
  const three = splitImages(images(40), { people: even('lan', 'minh', 'hoa'), overlap, seed: 1 })
  expect(perPerson(three)).toEqual({ lan: 20, minh: 20, hoa: 20 })
})

it('gives every image to two people each, every pair of them about as often', () => {
  const overlap = { images: null, people: 2 }
  const given = splitImages(images(600), { people: even('a', 'b', 'c', 'd'), overlap, seed: 7 })
  expect(perPerson(given)).toEqual({ a: 300, b: 300, c: 300, d: 300 })
  expect(perImage(given)).toEqual(new Map([[2, 600]]))
  const people = Map.groupBy(given, ({ imageId }) => imageId)
  const pairs = countBy(
    [...people.values()].map((two) =>
      two
        .map((g) => g.person)
        .sort()
        .join()
    )
  )
  expect(pairs.size).toBe(6)
  expect(Math.min(...pairs.values())).toBeGreaterThan(60)
})

it('splits evenly, and by number where numbers are said', () => {
  const wish = { overlap: none, seed: 3 }
  const evenly = splitImages(images(10), { ...wish, people: even('lan', 'minh', 'hoa') })
  expect(Object.values(perPerson(evenly)).sort()).toEqual([3, 3, 4])
  const numbers = [
    { name: 'lan', images: 6 },
    { name: 'minh', images: 2 }
  ]
  expect(perPerson(splitImages(images(10), { ...wish, people: numbers }))).toEqual({
    lan: 6,
    minh: 2
  })
  const rest = [{ name: 'lan', images: 2 }, ...even('minh')]
  expect(perPerson(splitImages(images(10), { ...wish, people: rest }))).toEqual({
    lan: 2,
    minh: 8
  })
})

it('is the same for the same seed, and another one for another', () => {
  const split = (seed: number) =>
    splitImages(images(30), { people: even('lan', 'minh'), overlap: none, seed })
  expect(split(5)).toEqual(split(5))
  expect(split(5)).not.toEqual(split(6))
})

it('gives nothing to who had it, and less to who has more', () => {
  const slots = images(4).map((imageId) => ({ imageId, people: 1, not: new Set(['lan']) }))
  const taker = (name: string, load: number) => ({ name, load, limit: null })
  const given = giveOut(slots, [taker('lan', 0), taker('minh', 2), taker('hoa', 0)], 1)
  expect(perPerson(given)).toEqual({ hoa: 3, minh: 1 })
  expect(giveOut(slots.slice(0, 1), [taker('lan', 0)], 1)).toEqual([{ imageId: 1, person: null }])
})
