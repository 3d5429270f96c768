import { describe, expect, it } from 'vitest'
import type { MetricName, MetricPoint } from '../../../shared/domain'
import { alignCurves, appendPoints, lowerBound, pointAt, type SeriesByName } from './metric-series'
import { placeOn, resumeMarks } from './run-axis'

let seq = 0
const point = (name: MetricName, step: number, value: number): MetricPoint => ({
  seq: (seq += 1),
  name,
  step,
  epoch: 1,
  value,
  at: 100 * step
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
    expect(series.get('loss')).toEqual({
      steps: [1, 2, 3],
      values: [1, 2, 30],
      epochs: [1, 1, 1],
      times: [100, 200, 300]
    })
  })

  it('puts curves of different points on one axis', () => {
    const curves = [
      { xs: [1, 2, 2], ys: [5, 4, 3] },
      { xs: [2, 3.5], ys: [6, 7] },
      { xs: [], ys: [] }
    ]
    expect(alignCurves(curves)).toEqual([
      [1, 2, 3.5],
      [5, 4, null],
      [null, 6, 7],
      [null, null, null]
    ])
  })

  it('tells steps, epochs and working time of a run that was stopped for a while', () => {
    const series: SeriesByName = new Map()
    const at = (step: number, time: number) => ({
      ...point('loss', step, 1),
      epoch: Math.ceil(step / 2),
      at: time
    })
    appendPoints(series, [at(1, 1000), at(2, 2000), at(3, 3000)])
    appendPoints(series, [at(3, 61_000), at(4, 62_000)])
    const run = { resumes: [{ step: 2, at: 60_000 }] }
    const loss = series.get('loss') ?? { steps: [], times: [] }
    expect(placeOn('steps', series, run)(loss)).toEqual([1, 2, 3, 4])
    expect(placeOn('epochs', series, run)(loss)).toEqual([0.5, 1, 1.5, 2])
    expect(placeOn('time', series, run)(loss)).toEqual([0, 1, 2, 3])
    expect(resumeMarks('time', placeOn('time', series, run), run)).toEqual([1])
    expect(resumeMarks('steps', placeOn('steps', series, run), run)).toEqual([2])
  })

  it('gives the last value at or before a step', () => {
    const curve = {
      steps: [2, 4],
      values: [20, 40],
      epochs: [1, 2],
      times: [0, 0]
    }
    const values = [1, 2, 3, 4, 9].map((step) => pointAt(curve, step)?.value)
    expect(values).toEqual([undefined, 20, 20, 40, 40])
    expect(pointAt(curve, 4)?.epoch).toBe(2)
    expect(pointAt(undefined, 1)).toBeNull()
  })
})
