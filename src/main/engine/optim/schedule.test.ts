import { expect, it } from 'vitest'
import { linearSchedule } from './schedule'

it('rises from zero, then falls to zero at the last step', () => {
  const rates = Array.from({ length: 11 }, (_, step) =>
    linearSchedule(step, { base: 1, warmupSteps: 4, totalSteps: 10 })
  )
  expect(rates.slice(0, 5)).toEqual([0, 0.25, 0.5, 0.75, 1])
  expect(rates[7]).toBeCloseTo(0.5, 12)
  expect(rates[10]).toBe(0)
})

it('never falls below zero where the warm-up is longer than the run', () => {
  expect(linearSchedule(12, { base: 1, warmupSteps: 10, totalSteps: 5 })).toBe(0)
})
