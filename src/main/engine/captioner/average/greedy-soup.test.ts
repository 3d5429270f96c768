import { expect, it } from 'vitest'
import { floatData, floats } from '../../tensor/tensor'
import { greedySoup } from './greedy-soup'
import type { Weights } from './weight-average'

/** Models of one weight, whose loss is its distance from 10. */
async function soupOf(values: readonly number[]) {
  const read: number[] = []
  const soup = await greedySoup(
    values.length,
    (place) => {
      read.push(place)
      return Promise.resolve({ w: floats(Float32Array.of(values[place] ?? 0), [1]) })
    },
    (weights: Weights) => Promise.resolve(Math.abs((floatData(weights['w'])[0] ?? 0) - 10))
  )
  return { ...soup, read, weight: floatData(soup.weights['w'])[0] }
}

it('adds the next best while the average gets no worse', async () => {
  // 12 first; 7 makes 9.5, off by 0.5 and not 2; 14 makes 11, off by 1; 5 makes 8.
  expect(await soupOf([5, 12, 14, 7])).toMatchObject({
    losses: [5, 2, 4, 3],
    taken: [1, 3],
    loss: 0.5,
    weight: 9.5,
    read: [0, 1, 2, 3, 1, 3, 2, 0]
  })
})

it('keeps one that changes nothing, and the first of equal ones first', async () => {
  expect(await soupOf([13, 13, 13])).toMatchObject({ taken: [0, 1, 2], loss: 3, weight: 13 })
})

it('passes over a model whose loss is not a number', async () => {
  expect(await soupOf([Number.NaN, 11])).toMatchObject({ taken: [1], weight: 11 })
})
