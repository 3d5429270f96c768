/** Where a key works. `global` works in every other scope as well. */
export const keyScopes = ['global', 'grid', 'editor', 'review', 'adjudication'] as const
export type KeyScope = (typeof keyScopes)[number]

export interface KeyEntry {
  scope: KeyScope
  /**
   * What it is bound to where nobody chose otherwise, in the notation of tinykeys; each
   * combination does the same.
   */
  combos: readonly string[]
  /** The same on a Mac, where other keys belong to the system or to its texts. */
  mac?: readonly string[]
  /**
   * Whether it also works while a text has the focus. Such keys are never bare letters or digits.
   * `recorded`: only in a text whose changes the library records.
   */
  inText: boolean | 'recorded'
  /** Whether Shift with it does the same and selects what lies between. */
  selects?: true
  /** Whether it does nothing more while it is held down: each decision is a press of its own. */
  once?: true
}

const inGrid = (...combos: string[]): KeyEntry => ({ scope: 'grid', combos, inText: false })
const moves = (combo: string): KeyEntry => ({ ...inGrid(combo), selects: true })
const inReview = (...combos: string[]): KeyEntry => ({ scope: 'review', combos, inText: false })
const inAdjudication = (...combos: string[]): KeyEntry => ({
  scope: 'adjudication',
  combos,
  inText: false
})
const inEditor = (combo: string, mac = combo): KeyEntry => ({
  scope: 'editor',
  combos: [combo],
  mac: [mac],
  inText: true
})
/** A decision, or another change of what is stored. */
const once = (entry: KeyEntry): KeyEntry => ({ ...entry, once: true })

/** Every key of the window. The list under `?` and the bindings are made from it. */
export const keyTable = {
  'show-keys': { scope: 'global', combos: ['?', 'Shift+?'], inText: false },
  filter: { scope: 'global', combos: ['$mod+f'], inText: true },
  replace: { scope: 'global', combos: ['$mod+Shift+f'], inText: true },
  undo: { scope: 'global', combos: ['$mod+z'], inText: 'recorded' },
  redo: { scope: 'global', combos: ['$mod+Shift+z', '$mod+y'], inText: 'recorded' },
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
  'grid-accept': once(inGrid('a', 'p')),
  'grid-reject': once(inGrid('x')),
  'grid-skip': once(inGrid('s')),
  'grid-like': inGrid('l'),
  'select-all': inGrid('$mod+a'),
  'select-other': inGrid('$mod+i'),
  'select-none': inGrid('Escape'),
  'grid-larger': inGrid('Equal'),
  'grid-smaller': inGrid('Minus'),
  'accept-next': once(inEditor('$mod+Enter')),
  next: inEditor('Alt+ArrowRight', '$mod+BracketRight'),
  previous: inEditor('Alt+ArrowLeft', '$mod+BracketLeft'),
  'next-undone': inEditor('$mod+j'),
  /** On a team's server. */
  'next-mine': inEditor('$mod+Shift+l'),
  skip: once(inEditor('$mod+k')),
  leave: inEditor('Escape'),
  'caption-add': once(inEditor('$mod+Alt+Enter')),
  'caption-next': inEditor('Alt+ArrowDown', '$mod+Alt+ArrowDown'),
  'caption-previous': inEditor('Alt+ArrowUp', '$mod+Alt+ArrowUp'),
  'caption-split': once(inEditor('$mod+Shift+Enter')),
  'caption-merge': once(inEditor('$mod+Shift+m')),
  'caption-up': inEditor('Alt+Shift+ArrowUp', '$mod+Alt+Shift+ArrowUp'),
  'caption-down': inEditor('Alt+Shift+ArrowDown', '$mod+Alt+Shift+ArrowDown'),
  'caption-remove': once(inEditor('$mod+Shift+Delete', '$mod+Alt+Backspace')),
  'caption-reject': once(inEditor('$mod+Shift+x')),
  'caption-fix': once(inEditor('$mod+Period')),
  'caption-history': inEditor('$mod+Shift+h'),
  'caption-note': once(inEditor('$mod+Shift+e')),
  'caption-send-back': once(inEditor('$mod+Shift+b')),
  'suggestion-first': once(inEditor('Alt+Shift+ArrowRight', '$mod+Alt+Shift+ArrowRight')),
  'suggestion-take': {
    scope: 'editor',
    combos: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    inText: false,
    once: true
  },
  'zoom-in': inEditor('Alt+Equal', 'Control+Shift+Equal'),
  'zoom-out': inEditor('Alt+Minus', 'Control+Shift+Minus'),
  'zoom-fit': inEditor('Alt+Digit0', 'Control+Shift+Digit0'),
  'zoom-actual': inEditor('Alt+Digit1', 'Control+Shift+Digit1'),
  'review-next': inReview('ArrowRight'),
  'review-previous': inReview('ArrowLeft'),
  'review-down': inReview('ArrowDown'),
  'review-up': inReview('ArrowUp'),
  'review-right': once(inReview('a')),
  'review-correct': once(inReview('e')),
  'review-take': once(inReview('m')),
  'review-reject': once(inReview('x')),
  'review-save': { scope: 'review', combos: ['$mod+Enter'], inText: true, once: true },
  'review-leave': { scope: 'review', combos: ['Escape'], inText: true },
  'adjudication-next': inAdjudication('ArrowRight'),
  'adjudication-previous': inAdjudication('ArrowLeft'),
  'adjudication-down': inAdjudication('ArrowDown'),
  'adjudication-up': inAdjudication('ArrowUp'),
  'adjudication-pick': once(inAdjudication('1', '2', '3', '4', '5', '6', '7', '8', '9')),
  'adjudication-merge': once(inAdjudication('m')),
  'adjudication-write': once(inAdjudication('n')),
  'adjudication-save': {
    scope: 'adjudication',
    combos: ['$mod+Enter'],
    inText: true,
    once: true
  },
  'adjudication-leave': { scope: 'adjudication', combos: ['Escape'], inText: true }
} as const satisfies Record<string, KeyEntry>

export type KeyAction = keyof typeof keyTable

export const keyEntries = Object.entries(keyTable) as [KeyAction, KeyEntry][]
