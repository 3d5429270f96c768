import { expect, it } from 'vitest'
import { learningRate, type ScheduleKind } from './schedule'

const rates = (kind: ScheduleKind): number[] =>
  Array.from({ length: 11 }, (_, step) =>
    learningRate(step, { kind, base: 1, warmupSteps: 4, totalSteps: 10 })
  )

it.each(['linear', 'cosine', 'constant'] as const)(
  '%s rises from zero over the warm-up',
  (kind) => {
    expect(rates(kind).slice(0, 5)).toEqual([0, 0.25, 0.5, 0.75, 1])
  }
)

it('falls to zero at the last step, linearly or along a cosine', () => {
  const linear = rates('linear')
  expect(linear[7]).toBeCloseTo(0.5, 12)
  expect(linear[10]).toBe(0)
  const cosine = rates('cosine')
  expect(cosine[6]).toBeCloseTo(0.75, 12)
  expect(cosine[7]).toBeCloseTo(0.5, 12)
  expect(cosine[10]).toBeCloseTo(0, 12)
})

it('stays up where it is constant', () => {
  expect(rates('constant').slice(4)).toEqual([1, 1, 1, 1, 1, 1, 1])
})

it('never falls below zero where the warm-up is longer than the run', () => {
  const schedule = { kind: 'linear' as const, base: 1, warmupSteps: 10, totalSteps: 5 }
  expect(learningRate(12, schedule)).toBe(0)
})
