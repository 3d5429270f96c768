import { expect, test } from 'vitest'
import { isDeep } from './json-depth'

const nested = (levels: number) => '{"a":['.repeat(levels / 2) + ']}'.repeat(levels / 2)

test.each([
  ['a hundred levels', nested(100), false],
  ['more than a hundred', nested(102), true],
  ['many side by side', `[${'{"a":[]},'.repeat(1000)}0]`, false],
  ['brackets in texts', JSON.stringify(['['.repeat(1000), '"\\', '{'.repeat(1000)]), false],
  ['levels behind a text with quotes', `["\\"[\\\\",${nested(102)}]`, true],
  ['a million that are not closed', '['.repeat(1e6), true]
])('%s', (_, json, deep) => {
  expect(isDeep(json)).toBe(deep)
})
