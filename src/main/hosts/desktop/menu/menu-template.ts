import type { MenuItemConstructorOptions } from 'electron'
import type { Desktop } from '../desktop'
import type { WordKey } from '../words'

type Item = MenuItemConstructorOptions
type Role = NonNullable<Item['role']>

export interface MenuChoices extends Pick<Desktop, 'dev' | 'word'> {
  platform: NodeJS.Platform
  /** Shows versions, updates and licences in the window. */
  showAbout(): void
  /** The libraries opened before. */
  recent: Item[]
  openLibrary(): void
  showLog(): void
}

const separator: Item = { type: 'separator' }

/**
 * The application's menu, with the roles that its platform has. On Linux and Windows nothing closes
 * the window by Ctrl+W: it would end the application.
 */
export function menuTemplate({
  platform,
  dev,
  word,
  showAbout,
  recent,
  openLibrary,
  showLog
}: MenuChoices): Item[] {
  const item = (role: Role, key: WordKey): Item => ({ role, label: word(key) })
  const menu = (key: WordKey, submenu: Item[], role?: Role): Item => ({
    label: word(key),
    submenu,
    ...(role && { role })
  })
  const onMac = platform === 'darwin'
  const about: Item = { label: word('menu.about'), click: showAbout }

  const application = menu('app.name', [
    about,
    separator,
    item('services', 'menu.services'),
    separator,
    item('hide', 'menu.hide'),
    item('hideOthers', 'menu.hide-others'),
    item('unhide', 'menu.unhide'),
    separator,
    item('quit', 'menu.quit')
  ])
  const file = menu('menu.file', [
    { label: word('menu.open-library'), accelerator: 'CmdOrCtrl+O', click: openLibrary },
    menu('menu.recent', recent),
    separator,
    onMac ? item('close', 'menu.close-window') : item('quit', 'menu.exit')
  ])
  const edit = menu('menu.edit', [
    item('undo', 'menu.undo'),
    item('redo', 'menu.redo'),
    separator,
    item('cut', 'menu.cut'),
    item('copy', 'menu.copy'),
    item('paste', 'menu.paste'),
    item('delete', 'menu.delete'),
    item('selectAll', 'menu.select-all')
  ])
  const view = menu('menu.view', [
    ...(dev
      ? [item('reload', 'menu.reload'), item('toggleDevTools', 'menu.dev-tools'), separator]
      : []),
    item('resetZoom', 'menu.zoom-reset'),
    item('zoomIn', 'menu.zoom-in'),
    item('zoomOut', 'menu.zoom-out'),
    separator,
    item('togglefullscreen', 'menu.full-screen')
  ])
  const window = menu('menu.window', [
    item('minimize', 'menu.minimize'),
    ...(onMac ? [item('zoom', 'menu.zoom-window'), separator, item('front', 'menu.front')] : [])
  ])
  const help = menu(
    'menu.help',
    [{ label: word('menu.show-log'), click: showLog }, ...(onMac ? [] : [separator, about])],
    'help'
  )

  return [...(onMac ? [application] : []), file, edit, view, window, help]
}
