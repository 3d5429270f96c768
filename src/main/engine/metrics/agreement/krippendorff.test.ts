import { expect, it } from 'vitest'
import { nominalAlpha } from './krippendorff'

/** What each observer said of each unit; a point where they said nothing. */
function unitsOf(rows: readonly string[]): number[][] {
  const said = rows.map((row) => row.split(' '))
  const values = [...new Set(said.flat())].filter((value) => value !== '.')
  return (said[0] ?? []).map((_, unit) =>
    values.map((value) => said.filter((row) => row[unit] === value).length)
  )
}

// Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): examples A, B and C.
it.each([
  ['two observers, two values', ['0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'], 0.095],
  ['two observers, five values', ['a a b b d c c c e d d a', 'b a b b b c c c e d d d'], 0.692],
  [
    'four observers, who did not judge all',
    [
      '1 2 3 3 2 1 4 1 2 . . .',
      '1 2 3 3 2 2 4 1 2 5 . 3',
      '. 3 3 3 2 3 4 2 2 5 1 .',
      '1 2 3 3 2 4 4 1 2 5 1 .'
    ],
    0.743
  ]
])('gives the published figure: %s', (_what, rows, alpha) => {
  expect(nominalAlpha(unitsOf(rows))).toBeCloseTo(alpha, 3)
})

it('is 1 for judgements that agree, and below 0 for those that disagree throughout', () => {
  expect(nominalAlpha(unitsOf(['a b a', 'a b a']))).toBe(1)
  expect(nominalAlpha(unitsOf(['a b a', 'b a b']))).toBeLessThan(0)
})

it('knows nothing where nobody judged the same, or where there is one value alone', () => {
  expect(nominalAlpha([])).toBeNull()
  expect(nominalAlpha(unitsOf(['a b .', '. . a']))).toBeNull()
  expect(nominalAlpha(unitsOf(['a a', 'a a']))).toBeNull()
})

it('counts a unit as often as it was drawn', () => {
  const [first, second, third] = unitsOf(['a b a', 'a a b'])
  const twice = nominalAlpha([first ?? [], first ?? [], third ?? []])
  const drawn = nominalAlpha(
    [first ?? [], second ?? [], third ?? []],
    (unit) => [2, 0, 1][unit] ?? 0
  )
  expect(drawn).toBeCloseTo(twice ?? NaN, 12)
})
