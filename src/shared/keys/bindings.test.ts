import { describe, expect, it } from 'vitest'
import { bindKeys, comboOf, conflictsOf, refuseCombo } from './bindings'
import { keyEntries } from './key-table'

const usual = bindKeys({})

describe('the key table', () => {
  it('has no key that means two things at one place', () => {
    const conflicts = keyEntries.flatMap(([action]) =>
      usual[action].flatMap((combo) =>
        conflictsOf(usual, action, combo).map((other) => `${combo}: ${action}, ${other}`)
      )
    )
    expect(conflicts).toEqual([])
  })

  it('takes no bare letter, digit or Backspace from a text', () => {
    expect(usual).toEqual(
      Object.fromEntries(keyEntries.map(([name, { combos }]) => [name, combos]))
    )
    for (const combo of ['a', 'Shift+a', 'Digit5', 'Backspace', 'Space', 'Delete', 'Enter', '1']) {
      expect([combo, refuseCombo('skip', combo)]).toEqual([combo, 'needed-in-text'])
    }
    expect(refuseCombo('grid-open', 'o')).toBeNull()
    expect(refuseCombo('skip', 'F8')).toBeNull()
    expect(refuseCombo('skip', '$mod+Shift')).toBe('not-a-key')
  })
})

describe('chosen keys', () => {
  it('take the place of the usual ones, but where they cannot work', () => {
    const bound = bindKeys({ skip: ['Alt+s', 's'], 'no-such-action': ['q'] })
    expect(bound.skip).toEqual(['Alt+s'])
    expect(bound.leave).toEqual(['Escape'])
    expect(Object.keys(bound)).toEqual(Object.keys(usual))
  })

  it('conflict with what works at the same place', () => {
    expect(conflictsOf(usual, 'skip', '$mod+Enter')).toEqual(['accept-next'])
    expect(conflictsOf(usual, 'filter', 'Shift+$mod+Z')).toEqual(['redo'])
    expect(conflictsOf(usual, 'grid-open', 'Shift+ArrowUp')).toEqual(['grid-up'])
    expect(conflictsOf(usual, 'leave', 'Enter')).toEqual([])
  })

  it('are read from the place of the pressed key', () => {
    const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
    const telex = { ...none, key: 'Process', code: 'KeyJ', ctrlKey: true }
    expect(comboOf(telex, false)).toBe('$mod+j')
    expect(comboOf({ ...none, key: 'đ', code: 'Digit0', altKey: true }, false)).toBe('Alt+Digit0')
    expect(comboOf({ ...none, key: 'Shift', code: 'ShiftLeft', shiftKey: true }, false)).toBeNull()
    expect(comboOf({ ...telex, metaKey: true }, true)).toBe('$mod+Control+j')
  })
})
