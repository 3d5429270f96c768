/** Where a key works. `global` works in every other scope as well. */
export const keyScopes = ['global', 'grid', 'editor', 'review'] as const
export type KeyScope = (typeof keyScopes)[number]

export interface KeyEntry {
  scope: KeyScope
  /**
   * What it is bound to where nobody chose otherwise, in the notation of tinykeys; each
   * combination does the same.
   */
  combos: readonly string[]
  /** Whether it also works while a text has the focus. Such keys are never bare letters or digits. */
  inText: boolean
  /** Whether Shift with it does the same and selects what lies between. */
  selects?: true
}

const inGrid = (...combos: string[]): KeyEntry => ({ scope: 'grid', combos, inText: false })
const moves = (combo: string): KeyEntry => ({ ...inGrid(combo), selects: true })
const inReview = (...combos: string[]): KeyEntry => ({ scope: 'review', combos, inText: false })
const inEditor = (...combos: string[]): KeyEntry => ({ scope: 'editor', combos, inText: true })

/** Every key of the window. The list under `?` and the bindings are made from it. */
export const keyTable = {
  'show-keys': { scope: 'global', combos: ['?', 'Shift+?'], inText: false },
  filter: { scope: 'global', combos: ['$mod+f'], inText: true },
  replace: { scope: 'global', combos: ['$mod+Shift+f'], inText: true },
  undo: { scope: 'global', combos: ['$mod+z'], inText: false },
  redo: { scope: 'global', combos: ['$mod+Shift+z', '$mod+y'], inText: false },
  'grid-left': moves('ArrowLeft'),
  'grid-right': moves('ArrowRight'),
  'grid-up': moves('ArrowUp'),
  'grid-down': moves('ArrowDown'),
  'grid-first': moves('Home'),
  'grid-last': moves('End'),
  'grid-page-up': moves('PageUp'),
  'grid-page-down': moves('PageDown'),
  'grid-open': inGrid('Enter'),
  'grid-select': inGrid('Space'),
  'select-all': inGrid('$mod+a'),
  'select-other': inGrid('$mod+i'),
  'select-none': inGrid('Escape'),
  'grid-larger': inGrid('Equal'),
  'grid-smaller': inGrid('Minus'),
  'accept-next': inEditor('$mod+Enter'),
  next: inEditor('Alt+ArrowRight'),
  previous: inEditor('Alt+ArrowLeft'),
  'next-undone': inEditor('$mod+j'),
  skip: inEditor('$mod+Space'),
  leave: inEditor('Escape'),
  'caption-add': inEditor('$mod+Alt+Enter'),
  'caption-next': inEditor('Alt+ArrowDown'),
  'caption-previous': inEditor('Alt+ArrowUp'),
  'caption-split': inEditor('$mod+Shift+Enter'),
  'caption-merge': inEditor('$mod+Shift+m'),
  'caption-up': inEditor('Alt+Shift+ArrowUp'),
  'caption-down': inEditor('Alt+Shift+ArrowDown'),
  'caption-remove': inEditor('$mod+Shift+Delete'),
  'caption-reject': inEditor('$mod+Shift+x'),
  'caption-fix': inEditor('$mod+Period'),
  'caption-history': inEditor('$mod+h'),
  'suggestion-first': inEditor('Alt+Shift+ArrowRight'),
  'suggestion-take': {
    scope: 'editor',
    combos: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    inText: false
  },
  'zoom-in': inEditor('Alt+Equal'),
  'zoom-out': inEditor('Alt+Minus'),
  'zoom-fit': inEditor('Alt+Digit0'),
  'zoom-actual': inEditor('Alt+Digit1'),
  'review-next': inReview('ArrowRight'),
  'review-previous': inReview('ArrowLeft'),
  'review-down': inReview('ArrowDown'),
  'review-up': inReview('ArrowUp'),
  'review-right': inReview('a'),
  'review-correct': inReview('e'),
  'review-take': inReview('m'),
  'review-reject': inReview('x'),
  'review-save': { scope: 'review', combos: ['$mod+Enter'], inText: true },
  'review-leave': { scope: 'review', combos: ['Escape'], inText: true }
} as const satisfies Record<string, KeyEntry>

export type KeyAction = keyof typeof keyTable

export const keyEntries = Object.entries(keyTable) as [KeyAction, KeyEntry][]
