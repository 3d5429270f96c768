import { describe, expect, it, vi } from 'vitest'
import type { MenuItemConstructorOptions } from 'electron'
import { wordIn } from '../words'
import { menuTemplate } from './menu-template'

type Item = MenuItemConstructorOptions

const showAbout = vi.fn()
const templateOf = (platform: NodeJS.Platform, dev = false, locale: 'en' | 'vi' = 'en') =>
  menuTemplate({
    platform,
    dev,
    word: (key, params) => wordIn(locale, key, params),
    recent: [{ label: '/a', enabled: false }],
    showAbout,
    openLibrary: () => undefined,
    showLog: () => undefined
  })

const all = (items: Item[]): Item[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? all(item.submenu) : [])])
const rolesOf = (items: Item[]) => all(items).flatMap(({ role }) => role ?? [])
const titles = (items: Item[]) => items.map(({ label }) => label)

describe('the menu', () => {
  it('has the menus of its platform', () => {
    expect(titles(templateOf('linux'))).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
    expect(titles(templateOf('win32', false, 'vi'))).toEqual([
      'Tệp',
      'Chỉnh sửa',
      'Xem',
      'Cửa sổ',
      'Trợ giúp'
    ])
    expect(titles(templateOf('darwin'))[0]).toBe('Viecap Workbench')
  })

  it.each(['darwin', 'win32', 'linux'] as const)('can edit and be ended on %s', (platform) => {
    const roles = rolesOf(templateOf(platform))
    for (const role of ['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll', 'quit']) {
      expect(roles).toContain(role)
    }
  })

  it.each([
    ['darwin', 'Viecap Workbench'],
    ['win32', 'Help'],
    ['linux', 'Help']
  ] as const)('shows in the window what the application is, on %s under %s', (platform, menu) => {
    const { submenu } = templateOf(platform).find(({ label }) => label === menu) ?? {}
    const about = (submenu as Item[]).find(({ label }) => label === 'About Viecap Workbench')
    about?.click?.(undefined as never, undefined, undefined as never)
    expect(showAbout).toHaveBeenCalledOnce()
    showAbout.mockClear()
  })

  it('can be hidden and brought to the front on a Mac', () => {
    const roles = rolesOf(templateOf('darwin'))
    for (const role of ['services', 'hide', 'hideOthers', 'unhide', 'close', 'front', 'zoom']) {
      expect(roles).toContain(role)
    }
  })

  it.each(['win32', 'linux'] as const)('closes no window by Ctrl+W on %s', (platform) => {
    const items = all(templateOf(platform))
    expect(items.filter(({ role }) => role === 'close' || role === 'windowMenu')).toEqual([])
    expect(items.filter(({ accelerator }) => /\+W$/i.test(String(accelerator)))).toEqual([])
  })

  it('offers reload and developer tools to developers alone', () => {
    expect(rolesOf(templateOf('linux', true))).toEqual(
      expect.arrayContaining(['reload', 'toggleDevTools'])
    )
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const roles = rolesOf(templateOf(platform))
      expect(roles.filter((role) => /reload|devtools/i.test(role))).toEqual([])
    }
  })

  it('has a label of ours for each item: Electron knows English alone', () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      const unnamed = all(templateOf(platform, true, 'vi')).filter(
        ({ type, label }) => type !== 'separator' && !label
      )
      expect(unnamed).toEqual([])
    }
  })
})
