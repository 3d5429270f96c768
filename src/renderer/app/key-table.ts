import type { MessageKey } from '../i18n/i18n'

/** Where a key works. `global` works in every other scope as well. */
export type KeyScope = 'global' | 'grid' | 'editor'

export interface KeyEntry {
  scope: KeyScope
  /** In the notation of tinykeys; each combination does the same. */
  combos: readonly string[]
  /** Whether it also works while a text has the focus. Such keys are never bare letters or digits. */
  inText: boolean
}

/** Every key of the window. The list under `?` and the bindings are made from it. */
export const keyTable = {
  'show-keys': { scope: 'global', combos: ['Shift+?', '?'], inText: false },
  filter: { scope: 'global', combos: ['$mod+f'], inText: true },
  undo: { scope: 'global', combos: ['$mod+z'], inText: false },
  redo: { scope: 'global', combos: ['$mod+Shift+z', '$mod+y'], inText: false },
  'grid-move': {
    scope: 'grid',
    combos: [
      'ArrowLeft',
      'ArrowRight',
      'ArrowUp',
      'ArrowDown',
      'Home',
      'End',
      'PageUp',
      'PageDown'
    ],
    inText: false
  },
  'grid-open': { scope: 'grid', combos: ['Enter'], inText: false },
  'accept-next': { scope: 'editor', combos: ['$mod+Enter'], inText: true },
  next: { scope: 'editor', combos: ['Alt+ArrowRight'], inText: true },
  previous: { scope: 'editor', combos: ['Alt+ArrowLeft'], inText: true },
  'next-undone': { scope: 'editor', combos: ['$mod+j'], inText: true },
  skip: { scope: 'editor', combos: ['$mod+Space'], inText: true },
  leave: { scope: 'editor', combos: ['Escape'], inText: true }
} as const satisfies Record<string, KeyEntry>

export type KeyAction = keyof typeof keyTable

export const keyEntries = Object.entries(keyTable) as [KeyAction, KeyEntry][]

export const keyLabel = (action: KeyAction): MessageKey => `keys.action.${action}`
