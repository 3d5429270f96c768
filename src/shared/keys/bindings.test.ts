import { describe, expect, it } from 'vitest'
import { bindKeys, comboOf, conflictsOf, refuseCombo } from './bindings'
import { keyEntries, type KeyEntry } from './key-table'
import type { Platform } from './system-keys'

const usual = bindKeys({}, 'linux')
const platforms: Platform[] = ['mac', 'windows', 'linux']

describe('the key table', () => {
  it.each(platforms)('has no key that means two things at one place on %s', (platform) => {
    const bound = bindKeys({}, platform)
    const conflicts = keyEntries.flatMap(([action]) =>
      bound[action].flatMap((combo) =>
        conflictsOf(bound, action, combo).map((other) => `${combo}: ${action}, ${other}`)
      )
    )
    expect(conflicts).toEqual([])
  })

  it.each(platforms)('has no key that the system or a text needs on %s', (platform) => {
    // Such a key would have been left out.
    const wanted = keyEntries.map(([name, entry]: [string, KeyEntry]) => [
      name,
      (platform === 'mac' ? entry.mac : undefined) ?? entry.combos
    ])
    expect(bindKeys({}, platform)).toEqual(Object.fromEntries(wanted))
  })

  it('takes no bare letter, digit or Backspace from a text', () => {
    for (const combo of ['a', 'Shift+a', 'Digit5', 'Backspace', 'Space', 'Delete', 'Enter', '1']) {
      expect([combo, refuseCombo('skip', combo, 'linux')]).toEqual([combo, 'needed-in-text'])
    }
    expect(refuseCombo('grid-open', 'o', 'linux')).toBeNull()
    expect(refuseCombo('skip', 'F8', 'linux')).toBeNull()
    expect(refuseCombo('skip', '$mod+Shift', 'linux')).toBe('not-a-key')
  })
})

describe('a key', () => {
  it.each([
    ['$mod+Space', 'taken-by-system', 'taken-by-system', 'taken-by-system'],
    ['Alt+z', 'needed-in-text', 'taken-by-system', null],
    ['Alt+ArrowRight', 'needed-in-text', null, null],
    ['Alt+Digit0', 'needed-in-text', null, null],
    ['$mod+ArrowLeft', 'needed-in-text', 'needed-in-text', 'needed-in-text'],
    ['$mod+Alt+e', null, 'needed-in-text', null],
    ['$mod+Alt+l', null, 'needed-in-text', 'taken-by-system']
  ])('%s is refused on a Mac as %s, on Windows as %s, on Linux as %s', (combo, ...expected) => {
    expect(platforms.map((platform) => refuseCombo('skip', combo, platform))).toEqual(expected)
  })

  it('of a text is free outside of texts', () => {
    expect(refuseCombo('grid-open', 'Alt+ArrowRight', 'mac')).toBeNull()
  })
})

describe('chosen keys', () => {
  it('take the place of the usual ones, but where they cannot work', () => {
    const bound = bindKeys({ skip: ['Alt+s', 's'], 'no-such-action': ['q'] }, 'linux')
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
