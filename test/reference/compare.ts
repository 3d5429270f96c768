import { expect } from 'vitest'

/** Checks every element against `expected`, to `tolerance` times the largest of them (at least 1). */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  name: string
): void {
  expect(expected.length, name).toBeGreaterThan(0)
  expect(actual.length, name).toBe(expected.length)
  const scale = Array.from(expected).reduce((most, one) => Math.max(most, Math.abs(one)), 1)
  for (let index = 0; index < expected.length; index++) {
    const [found, wanted] = [actual[index] ?? Number.NaN, expected[index] ?? Number.NaN]
    const message = `${name}[${index}]: ${found}, not ${wanted}`
    expect(Math.abs(found - wanted), message).toBeLessThanOrEqual(tolerance * scale)
  }
}
