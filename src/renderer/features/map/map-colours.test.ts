import { expect, it } from 'vitest'
import { colourValues } from './map-colours'

const coloured = (values: (string | number | null)[]) =>
  colourValues(values, (value) => value.toUpperCase(), 'none')

it('gives each value a colour, the most frequent first, and counts them', () => {
  const { colours, legend } = coloured(['b', 'a', 'b', null])
  expect(legend.map(({ label, count }) => [label, count])).toEqual([
    ['B', 2],
    ['A', 1],
    ['none', 1]
  ])
  expect(colours).toEqual(
    [legend[0], legend[1], legend[0], legend[2]].map((entry) => entry?.colour)
  )
  expect(new Set(colours).size).toBe(3)
})

it('gives numbers steps of a ramp', () => {
  const { colours, legend } = coloured([0, 0.1, 5, 10, null])
  expect(legend.map(({ count }) => count)).toEqual([2, 0, 0, 0, 2, 1])
  expect(colours[0]).toBe(colours[1])
  expect(colours[0]).not.toBe(colours[3])
  expect(coloured([4, 4]).legend[0]?.count).toBe(2)
})
