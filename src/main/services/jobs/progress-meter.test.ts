import { expect, test } from 'vitest'
import { ProgressMeter } from './progress-meter'

function meterAt() {
  let now = 0
  const meter = new ProgressMeter(() => now)
  return (at: number, done: number, total: number | null = 1000, phase = 'embedding') => {
    now = at
    return meter.measure({ phase, done, total })
  }
}

test('rate and time left follow the counts', () => {
  const measure = meterAt()
  expect(measure(0, 0)).toMatchObject({ rate: null, secondsLeft: null })
  expect(measure(100, 1)).toMatchObject({ rate: null })
  expect(measure(2000, 40)).toMatchObject({ rate: 20, secondsLeft: 48 })
})

test('what was long ago is forgotten', () => {
  const measure = meterAt()
  for (let second = 0; second <= 20; second += 1) measure(second * 1000, second)
  for (let second = 21; second <= 40; second += 1) measure(second * 1000, 20 + (second - 20) * 10)
  expect(measure(41_000, 230).rate).toBeCloseTo(10)
})

test('a new phase is measured by itself', () => {
  const measure = meterAt()
  measure(0, 0)
  measure(5000, 500)
  expect(measure(5100, 0, 10, 'saving')).toMatchObject({ rate: null, secondsLeft: null })
})

test('an unknown total gives a rate and no time left; standing still gives no time left', () => {
  const measure = meterAt()
  measure(0, 5, null)
  expect(measure(1000, 9, null)).toMatchObject({ rate: 4, secondsLeft: null })
  const still = meterAt()
  still(0, 5)
  expect(still(1000, 5)).toMatchObject({ rate: 0, secondsLeft: null })
})
