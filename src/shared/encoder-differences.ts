import type { Encoder } from './domain'

/** The parts of their descriptions in which two encoders differ, such as `preprocessing.mean`. */
export const encoderDifferences = (one: Encoder, other: Encoder): string[] =>
  differing(JSON.parse(one.description), JSON.parse(other.description))

function differing(one: unknown, other: unknown, at = ''): string[] {
  if (!isTable(one) || !isTable(other)) {
    return JSON.stringify(one) === JSON.stringify(other) ? [] : [at]
  }
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].flatMap((name) =>
    differing(one[name], other[name], at === '' ? name : `${at}.${name}`)
  )
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
