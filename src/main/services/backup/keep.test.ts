import { expect, test } from 'vitest'
import { keptOf } from './keep'

const hour = 3_600_000
const at = (text: string): number => new Date(text).getTime()
const texts = (moments: Set<number>, of: readonly string[]): string[] =>
  of.filter((text) => moments.has(at(text)))

test('the newest of each of the last hours, days, weeks and months are kept', () => {
  const made = [
    '2026-03-18T10:40:00',
    '2026-03-18T10:20:00',
    '2026-03-18T09:50:00',
    '2026-03-17T23:00:00',
    '2026-03-16T08:00:00',
    '2026-03-15T08:00:00',
    '2026-02-27T08:00:00',
    '2026-02-03T08:00:00',
    '2025-12-01T08:00:00'
  ]
  const kept = (ages: Parameters<typeof keptOf>[1]) => texts(keptOf(made.map(at), ages), made)
  expect(kept({ hourly: 2 })).toEqual(['2026-03-18T10:40:00', '2026-03-18T09:50:00'])
  expect(kept({ daily: 3 })).toEqual([
    '2026-03-18T10:40:00',
    '2026-03-17T23:00:00',
    '2026-03-16T08:00:00'
  ])
  // The 16th is a Monday, the 15th a Sunday of the week before.
  expect(kept({ weekly: 2 })).toEqual(['2026-03-18T10:40:00', '2026-03-15T08:00:00'])
  // January has none and takes no place.
  expect(kept({ monthly: 3 })).toEqual([
    '2026-03-18T10:40:00',
    '2026-02-27T08:00:00',
    '2025-12-01T08:00:00'
  ])
  expect(kept({ last: 2, monthly: 1 })).toEqual(['2026-03-18T10:40:00', '2026-03-18T10:20:00'])
})

test('the newest one is kept whatever is asked for', () => {
  expect([...keptOf([1, 3, 2], {})]).toEqual([3])
  expect([...keptOf([], { last: 3 })]).toEqual([])
})

test('backups of a year made every three hours settle at what each age keeps', () => {
  const ages = { hourly: 24, daily: 7, weekly: 5, monthly: 12 }
  let kept: number[] = []
  for (let n = 0; n < 24 * 400; n += 3) {
    kept = [...keptOf([...kept, at('2025-01-01T00:30:00') + n * hour], ages)]
  }
  expect(kept.length).toBeGreaterThan(24 + 6)
  expect(kept.length).toBeLessThanOrEqual(24 + 7 + 5 + 12)
  const oldest = Math.min(...kept)
  expect(Math.max(...kept) - oldest).toBeGreaterThan(300 * 24 * hour)
})
