import { expect, it } from 'vitest'
import { floats } from '../../tensor/tensor'
import { WeightAverage } from './weight-average'

const tensor = (values: number[], dims: number[]) => floats(Float32Array.from(values), dims)
const model = (a: number[], b: number[]) => ({ a: tensor(a, [2]), b: tensor(b, [1, 1]) })
const values = (weights: ReturnType<WeightAverage['mean']>) =>
  Object.fromEntries(Object.entries(weights).map(([name, { data }]) => [name, [...data]]))

it('averages three models as by hand', () => {
  const average = new WeightAverage()
  average.add(model([1, 2], [10]))
  average.add(model([2, 4], [-4]))
  average.add(model([6, -3], [0]))
  expect(average.count).toBe(3)
  expect(values(average.mean())).toEqual({ a: [3, 1], b: [2] })
  expect(average.mean()['b']?.dims).toEqual([1, 1])
})

it('sums in float64, so that equal weights average to themselves', () => {
  const average = new WeightAverage()
  const third = Math.fround(1 / 3)
  for (let count = 0; count < 7; count++) average.add(model([third, 1e-30], [16777217]))
  expect(values(average.mean())).toEqual({ a: [third, Math.fround(1e-30)], b: [16777216] })
  // In float32 the sum of the first two would lose the third.
  const small = new WeightAverage()
  for (const value of [2 ** 25, 1, -(2 ** 25)]) small.add(model([value, 0], [0]))
  expect(values(small.mean())['a']?.[0]).toBe(third)
})

it('takes one more model for once', () => {
  const average = new WeightAverage()
  average.add(model([1, 2], [3]))
  expect(values(average.mean(model([3, 4], [5])))).toEqual({ a: [2, 3], b: [4] })
  expect(values(average.mean())).toEqual({ a: [1, 2], b: [3] })
})

it('refuses weights of other names or shapes', () => {
  const average = new WeightAverage()
  average.add(model([1, 2], [3]))
  const wanted = 'same names and shapes'
  expect(() => average.add({ a: tensor([1, 2], [2]) })).toThrow(wanted)
  expect(() => average.add({ ...model([1, 2], [3]), a: tensor([1, 2], [2, 1]) })).toThrow(wanted)
  expect(() => average.mean({ a: tensor([1, 2], [2]) })).toThrow(wanted)
})
