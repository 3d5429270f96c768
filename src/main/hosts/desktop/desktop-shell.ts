import { app, shell } from 'electron'
import type { HostShell } from '../../services/workbench/host-shell'
import { choosePath } from './dialogs'

/** What the system's desktop does for the workbench. */
export const desktopShell: HostShell = {
  abilities: { pathDialogs: true, droppedPaths: true, fileManager: true },
  languages: () => app.getPreferredSystemLanguages(),
  choosePath,
  showInFolder: (path) => shell.showItemInFolder(path)
}
