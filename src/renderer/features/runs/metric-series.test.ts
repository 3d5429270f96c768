import { describe, expect, it } from 'vitest'
import type { MetricName, MetricPoint } from '../../../shared/domain'
import { alignSeries, appendPoints, lowerBound, pointAt, type SeriesByName } from './metric-series'

let seq = 0
const point = (name: MetricName, step: number, value: number): MetricPoint => ({
  seq: (seq += 1),
  name,
  step,
  epoch: 1,
  value,
  at: 0
})

describe('metric series', () => {
  it('finds the place of a step', () => {
    expect([0, 1, 2, 5, 9].map((step) => lowerBound([1, 2, 5], step))).toEqual([0, 0, 1, 2, 3])
  })

  it('replaces the end of a curve when a resumed run draws it once more', () => {
    const series: SeriesByName = new Map()
    appendPoints(
      series,
      [1, 2, 3, 4].map((step) => point('loss', step, step))
    )
    appendPoints(series, [point('loss', 3, 30)])
    expect(series.get('loss')).toEqual({ steps: [1, 2, 3], values: [1, 2, 30], epochs: [1, 1, 1] })
  })

  it('puts curves of different steps on one axis', () => {
    const series: SeriesByName = new Map()
    appendPoints(series, [point('loss', 1, 5), point('loss', 2, 4), point('valLoss', 2, 6)])
    appendPoints(series, [point('valLoss', 3, 7)])
    expect(alignSeries(series, ['loss', 'valLoss', 'bleu'])).toEqual([
      [1, 2, 3],
      [5, 4, null],
      [null, 6, 7],
      [null, null, null]
    ])
  })

  it('gives the last value at or before a step', () => {
    const curve = { steps: [2, 4], values: [20, 40], epochs: [1, 2] }
    const values = [1, 2, 3, 4, 9].map((step) => pointAt(curve, step)?.value)
    expect(values).toEqual([undefined, 20, 20, 40, 40])
    expect(pointAt(curve, 4)?.epoch).toBe(2)
    expect(pointAt(undefined, 1)).toBeNull()
  })
})
