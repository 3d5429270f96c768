import { describe, expect, it } from 'vitest'
import { keyEntries } from './key-table'

describe('the key table', () => {
  it('has no key that means two things at one place', () => {
    const meanings = new Map<string, string[]>()
    for (const [action, { scope, combos }] of keyEntries) {
      // A global key works in the grid and in the editor as well.
      for (const place of scope === 'global' ? ['grid', 'editor', 'elsewhere'] : [scope]) {
        for (const combo of combos) {
          const key = `${place} ${combo.toLowerCase()}`
          meanings.set(key, [...(meanings.get(key) ?? []), action])
        }
      }
    }
    expect([...meanings.values()].filter((actions) => actions.length > 1)).toEqual([])
  })

  it('takes no bare letter, digit or Backspace from a text', () => {
    const bare = keyEntries.filter(
      ([, { inText, combos }]) =>
        inText && combos.some((combo) => /^(Shift\+)?(.|Backspace|Space|Delete|Enter)$/.test(combo))
    )
    expect(bare).toEqual([])
  })
})
