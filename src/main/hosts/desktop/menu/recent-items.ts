import { basename } from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import type { RecentLibrary } from '../../../../shared/contract'
import type { Desktop } from '../desktop'

type Item = MenuItemConstructorOptions

export interface RecentActions {
  open(path: string): void
  forget(paths: string[]): void
}

/** The libraries opened before, those that are gone greyed, and the ways to take them off the list. */
export function recentItems(
  recent: readonly RecentLibrary[],
  { word }: Pick<Desktop, 'word'>,
  { open, forget }: RecentActions
): Item[] {
  if (recent.length === 0) return [{ label: word('menu.recent-none'), enabled: false }]
  const missing = recent.filter(({ present }) => !present).map(({ path }) => path)
  return [
    ...recent.map(({ path, present }) => ({
      label: present ? labelOf(path) : word('menu.recent-missing', { library: labelOf(path) }),
      enabled: present,
      click: () => open(path)
    })),
    { type: 'separator' },
    {
      label: word('menu.recent-forget-missing'),
      enabled: missing.length > 0,
      click: () => forget(missing)
    },
    { label: word('menu.recent-forget'), click: () => forget(recent.map(({ path }) => path)) }
  ]
}

/** With the folder, since libraries often have the same name. An ampersand would mark a key. */
const labelOf = (path: string): string => `${basename(path)} – ${path}`.replaceAll('&', '&&')
