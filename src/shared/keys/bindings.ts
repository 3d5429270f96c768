import { canonical, isSystemKey, isTextKey, type Platform } from './system-keys'
import { keyEntries, keyTable, type KeyAction, type KeyEntry, type KeyScope } from './key-table'

/** The combinations of each action. */
export type KeyBindings = Record<KeyAction, readonly string[]>

/** What a person chose: combinations by action. Actions that are left out keep their own. */
export type ChosenKeys = Record<string, readonly string[]>

/** The table of a platform with what a person chose; what could not work in its place is left out. */
export function bindKeys(chosen: ChosenKeys, platform: Platform): KeyBindings {
  const bound = keyEntries.map(([action, entry]) => {
    const usual = (platform === 'mac' ? entry.mac : undefined) ?? entry.combos
    const combos = Object.hasOwn(chosen, action) ? (chosen[action] ?? []) : usual
    return [action, combos.filter((combo) => refuseCombo(action, combo, platform) === null)]
  })
  return Object.fromEntries(bound) as KeyBindings
}

/** What speaks against a combination. */
export type KeyRefusal = 'not-a-key' | 'needed-in-text' | 'taken-by-system'

const MODIFIERS = ['$mod', 'Control', 'Alt', 'Shift', 'Meta']

/**
 * Why an action cannot have a combination; null where it can. A key that works while a text has the
 * focus needs Ctrl, Alt or the like: input methods type with letters, digits and Backspace. Nor can
 * it be one by which texts of the platform are written.
 */
export function refuseCombo(
  action: KeyAction,
  combo: string,
  platform: Platform
): KeyRefusal | null {
  const keys = combo.split('+')
  const key = keys.pop() ?? ''
  if (key === '' || MODIFIERS.includes(key) || !keys.every((each) => MODIFIERS.includes(each))) {
    return 'not-a-key'
  }
  if (isSystemKey(combo, platform)) return 'taken-by-system'
  const { inText }: KeyEntry = keyTable[action]
  if (inText === false) return null
  const free = /^(Escape|F\d{1,2})$/.test(key) || keys.some((each) => each !== 'Shift')
  // Undo is a key of texts, and does there what it does elsewhere.
  const ofText = inText === true && isTextKey(combo, platform)
  return free && !ofText ? null : 'needed-in-text'
}

/** Other actions that a combination would do at the same place. */
export function conflictsOf(bindings: KeyBindings, action: KeyAction, combo: string): KeyAction[] {
  const entry: KeyEntry = keyTable[action]
  const wanted = combosOf(entry, [combo])
  return keyEntries
    .filter(([other, { scope }]) => other !== action && meet(scope, entry.scope))
    .filter(([other, each]) => combosOf(each, bindings[other]).some((one) => wanted.includes(one)))
    .map(([other]) => other)
}

/** All that an action listens to, for comparing. */
const combosOf = ({ selects }: KeyEntry, combos: readonly string[]): string[] =>
  combos.flatMap((combo) => (selects ? [combo, `Shift+${combo}`] : [combo])).map(canonical)

const meet = (one: KeyScope, other: KeyScope) =>
  one === other || one === 'global' || other === 'global'

/** What of a pressed key is needed; a `KeyboardEvent`. */
export interface PressedKey {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

/**
 * The combination that was pressed, or null while only modifiers are. Named by the place of the key
 * and not by the letter: an input method may have made something else of that. `onApple` has ⌘
 * where others have Ctrl.
 */
export function comboOf(event: PressedKey, onApple: boolean): string | null {
  if (/^(Control|Shift|Alt|Meta|AltGraph|Fn|CapsLock)$/.test(event.key)) return null
  const mod = onApple ? event.metaKey : event.ctrlKey
  const other = onApple ? event.ctrlKey : event.metaKey
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  const keys = [
    mod && '$mod',
    other && (onApple ? 'Control' : 'Meta'),
    event.altKey && 'Alt',
    event.shiftKey && 'Shift',
    letter?.toLowerCase() ?? (event.code || event.key)
  ]
  return keys.filter((key) => key !== false).join('+')
}
