import type { KeyAction } from '../../shared/keys'
import { keyBindings, platform } from './keys'

const onMac = platform === 'mac'
const names: Record<string, string> = {
  $mod: onMac ? '⌘' : 'Ctrl',
  Shift: onMac ? '⇧' : 'Shift',
  Alt: onMac ? '⌥' : 'Alt',
  Control: onMac ? '⌃' : 'Ctrl',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
  Equal: '+',
  Period: '.',
  Minus: '−',
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']'
}

/** The keys of a combination as they are written on the keyboard. */
export const keyNames = (combo: string): string[] =>
  combo
    .split('+')
    .map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key.replace(/^Digit/, '')))

/** What a button says of itself: its words, and the keys that do the same now. */
export function withKeys(words: string, action: KeyAction): string {
  const [combo] = keyBindings.value[action]
  return combo === undefined ? words : `${words} (${keyNames(combo).join(onMac ? '' : '+')})`
}
