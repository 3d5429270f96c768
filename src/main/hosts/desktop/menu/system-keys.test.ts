import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import {
  bindKeys,
  canonical,
  keyEntries,
  systemKeys,
  type KeyAction
} from '../../../../shared/keys'
import { menuTemplate } from './menu-template'

type Item = MenuItemConstructorOptions
type Platform = 'darwin' | 'win32' | 'linux'

const named = { darwin: 'mac', win32: 'windows', linux: 'linux' } as const

/** What Electron binds roles to, in the notation of the key table; `quit` has no key on Windows. */
const roleKeys: Partial<Record<NonNullable<Item['role']>, string[]>> = {
  undo: ['$mod+z'],
  redo: ['$mod+Shift+z', '$mod+y'],
  cut: ['$mod+x'],
  copy: ['$mod+c'],
  paste: ['$mod+v'],
  selectAll: ['$mod+a'],
  resetZoom: ['$mod+Digit0'],
  zoomIn: ['$mod+Equal', '$mod+Plus'],
  zoomOut: ['$mod+Minus'],
  togglefullscreen: ['F11', '$mod+Control+f'],
  minimize: ['$mod+m'],
  close: ['$mod+w'],
  hide: ['$mod+h'],
  hideOthers: ['$mod+Alt+h'],
  quit: ['$mod+q'],
  reload: ['$mod+r'],
  toggleDevTools: ['$mod+Shift+i', '$mod+Alt+i']
}

/** Keys that do in the page what the menu does by them where a text has the focus. */
const same: KeyAction[] = ['undo', 'redo', 'select-all']

const itemsOf = (items: Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])

const fromAccelerator = (accelerator: string) =>
  accelerator
    .replace(/CmdOrCtrl|CommandOrControl/i, '$mod')
    .replace(/\+(\d)$/, '+Digit$1')
    .replace(/\+,$/, '+Comma')

const menuKeys = (platform: Platform): string[] =>
  itemsOf(
    menuTemplate({
      platform,
      dev: true,
      word: (key) => key,
      recent: [],
      showAbout: () => undefined,
      openLibrary: () => undefined,
      showLog: () => undefined
    })
  ).flatMap((item) => [
    ...(item.role ? (roleKeys[item.role] ?? []) : []),
    ...(typeof item.accelerator === 'string' ? [fromAccelerator(item.accelerator)] : [])
  ])

it.each(['darwin', 'win32', 'linux'] as const)(
  'no key of ours hides behind one of the system or of the menu on %s',
  (platform) => {
    const taken = new Set([...systemKeys[named[platform]], ...menuKeys(platform)].map(canonical))
    const usual = bindKeys({}, named[platform])
    const hidden = keyEntries
      .filter(([action]) => !same.includes(action))
      .flatMap(([action]) => usual[action].map((combo) => ({ action, combo })))
      .filter(({ combo }) => taken.has(canonical(combo)))
    expect(hidden).toEqual([])
  }
)
