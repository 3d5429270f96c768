import { expect, it } from 'vitest'
import type { MetricName } from '../../../shared/domain'
import { appendPoints, type SeriesByName } from './metric-series'
import { smooth } from './smooth'
import { taskTrade } from './task-trade'

function losses(captions: readonly number[], pairs: readonly number[]): SeriesByName {
  const series: SeriesByName = new Map()
  const add = (name: MetricName, values: readonly number[]) =>
    appendPoints(
      series,
      values.map((value, i) => ({
        seq: i + 1,
        name,
        step: 10 * (i + 1),
        epoch: i + 1,
        value,
        at: 0
      }))
    )
  add('valLoss', captions)
  add('valLossPairs', pairs)
  return series
}

it('says which task gains at the cost of the other, and since when', () => {
  const rising = [2, 1.6, 1.7, 1.8, 1.9]
  const falling = [3, 2.8, 2.6, 2.5, 2.4]
  expect(taskTrade(losses(rising, falling))).toEqual({
    gains: 'pairs',
    loses: 'captions',
    since: 20
  })
  expect(taskTrade(losses(falling, rising))).toMatchObject({ gains: 'captions', loses: 'pairs' })
})

it('is silent where both fall, where little changes, and while there are few validations', () => {
  expect(taskTrade(losses([4, 3, 2, 1], [4, 3, 2, 1]))).toBeNull()
  expect(taskTrade(losses([2, 2.001, 2.002, 2.003], [4, 3, 2, 1]))).toBeNull()
  expect(taskTrade(losses([1, 2, 3], [3, 2, 1]))).toBeNull()
  expect(taskTrade(losses([1, 2, 1.9, 3], [4, 3, 2, 1]))).toBeNull()
})

it('smooths without a bias at the beginning', () => {
  expect(smooth([3, 3, 3], 0.9).map((value) => value.toFixed(9))).toEqual(
    Array(3).fill('3.000000000')
  )
  expect(smooth([1, 2, 4], 0)).toEqual([1, 2, 4])
  expect(smooth([0, 1], 0.5)[1]).toBeCloseTo(2 / 3)
})
