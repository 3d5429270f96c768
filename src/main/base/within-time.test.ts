import { expect, test } from 'vitest'
import { withinTime } from './within-time'

const late = () => new Error('too late')

test('gives back what the work gives, and throws what it throws', () => {
  expect(withinTime(1000, () => [1, 2], late)).toEqual([1, 2])
  const broken = () => {
    throw new RangeError('it broke')
  }
  expect(() => withinTime(1000, broken, late)).toThrow(new RangeError('it broke'))
})

test.each([
  ['a pattern that never ends', () => /(a+)+$/.test(`${'a'.repeat(50)}!`)],
  [
    'a loop',
    () => {
      for (;;);
    }
  ]
])('gives up %s, and works afterwards', (_, work) => {
  expect(() => withinTime(50, work, late)).toThrow('too late')
  expect(withinTime(1000, () => 'done', late)).toBe('done')
})
