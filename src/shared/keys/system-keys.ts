/** The systems that the window runs on, in a browser or on the desktop. */
export type Platform = 'mac' | 'windows' | 'linux'

/** One spelling of a combination, for comparing. */
export const canonical = (combo: string): string => combo.split('+').sort().join('+').toLowerCase()

const under = (prefix: string, keys: string): string[] =>
  keys.split(' ').map((key) => `${prefix}${key}`)
const alsoShifted = (keys: string[]): string[] => [...keys, ...keys.map((key) => `Shift+${key}`)]

/**
 * What systems, their desktops and their input methods take before a page gets it, in the notation
 * of the key table. Sources: Apple's "Mac keyboard shortcuts", Microsoft's "Keyboard shortcuts in
 * Windows", the default settings of GNOME, KDE, IBus, Fcitx and UniKey.
 */
export const systemKeys: Record<Platform, readonly string[]> = {
  mac: [
    // Spotlight, input sources, windows, the screen, the Dock, force quit, log out.
    ...under('$mod+', 'Space Alt+Space Control+Space Tab Shift+Tab Backquote Alt+Escape Comma'),
    ...under('$mod+', 'Shift+Digit3 Shift+Digit4 Shift+Digit5 Control+q Alt+d Shift+q Alt+m Alt+w'),
    ...under('$mod+', 'h Alt+h m q w'),
    // Mission Control, desktops, input sources, the keyboard's focus.
    ...under('Control+', 'ArrowUp ArrowDown ArrowLeft ArrowRight Space Alt+Space F2 F3'),
    ...under('Control+', 'Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9'),
    ...['F11', 'F12']
  ],
  windows: [
    ...under('Alt+', 'F4 Tab Shift+Tab Space Escape Shift+Escape'),
    ...under('$mod+', 'Escape Shift+Escape Alt+Delete Alt+Tab'),
    // The menu bar, input methods, UniKey.
    ...['F10', 'Shift+F10', '$mod+Space', '$mod+Shift+Space', 'Alt+Backquote', 'Alt+z']
  ],
  linux: [
    // GNOME and KDE.
    ...under('Alt+', 'F1 F2 F4 F7 F8 F10 Tab Shift+Tab Space Escape Backquote'),
    ...under('$mod+Alt+', 't l d Delete ArrowUp ArrowDown ArrowLeft ArrowRight'),
    ...['$mod+Escape', 'Print', '$mod+Print', 'Alt+Print'],
    // The menu bar, Fcitx and IBus.
    ...['F10', 'Shift+F10', '$mod+Space', '$mod+Shift+Space', '$mod+Semicolon']
  ]
}

const edits = under('$mod+', 'a c v x y z Shift+z')
const onOthers = [
  ...edits,
  ...alsoShifted(under('$mod+', 'ArrowLeft ArrowRight ArrowUp ArrowDown Home End')),
  ...under('$mod+', 'Backspace Delete Insert Shift+Backspace'),
  'Alt+Backspace'
]

/** By which a text is written: the caret's steps by words and lines, deleting, the clipboard. */
const textKeys: Record<Platform, readonly string[]> = {
  mac: [
    ...edits,
    ...alsoShifted(under('$mod+', 'ArrowLeft ArrowRight ArrowUp ArrowDown')),
    ...alsoShifted(under('Alt+', 'ArrowLeft ArrowRight ArrowUp ArrowDown')),
    ...['$mod+Backspace', '$mod+Delete', 'Alt+Backspace', 'Alt+Delete', 'Alt+Enter'],
    // As in Emacs, in every text of a Mac.
    ...alsoShifted(under('Control+', 'a b d e f h k n o p t v y'))
  ],
  windows: onOthers,
  linux: onOthers
}

/** A key that writes a sign, also where Alt (on Windows AltGr, which is Ctrl+Alt) is held with it. */
const SIGN = /^(.|Digit\d|Minus|Equal|Bracket.*|Semicolon|Quote|Comma|Period|Slash|Backquote)$/

const isSign = (combo: string, modifiers: readonly string[]): boolean => {
  const keys = combo.split('+').filter((key) => key !== 'Shift')
  const sign = keys.pop() ?? ''
  return SIGN.test(sign) && keys.sort().join() === [...modifiers].sort().join()
}

const includes = (keys: readonly string[], combo: string): boolean =>
  keys.some((key) => canonical(key) === canonical(combo))

/** Whether the system takes a combination, so that no page ever gets it. */
export const isSystemKey = (combo: string, platform: Platform): boolean =>
  includes(systemKeys[platform], combo)

/** Whether a combination writes in a text or moves the caret there. */
export function isTextKey(combo: string, platform: Platform): boolean {
  if (platform === 'mac' && isSign(combo, ['Alt'])) return true
  if (platform === 'windows' && isSign(combo, ['$mod', 'Alt'])) return true
  return includes(textKeys[platform], combo)
}

/** The platform by what a browser says of it, such as `MacIntel`, `Win32` or `Linux x86_64`. */
export const platformOf = (navigatorPlatform: string): Platform =>
  /^(Mac|iP)/.test(navigatorPlatform)
    ? 'mac'
    : navigatorPlatform.startsWith('Win')
      ? 'windows'
      : 'linux'
