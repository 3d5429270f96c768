import { BrowserWindow } from 'electron'
import type { Desktop } from './desktop'
import { guardPage } from './guard-page'
import { loadPage } from './load-page'
import { MIN_SIZE } from './window-bounds'
import { keepPlace, lastBounds } from './window-place'

/** Shows the one window, or brings the present one to the front. */
export function showWindow(desktop: Desktop, preload: string): void {
  const [present] = BrowserWindow.getAllWindows()
  if (present) {
    if (present.isMinimized()) present.restore()
    present.show()
    present.focus()
    return
  }
  const window = new BrowserWindow({
    ...lastBounds(desktop.workbench),
    minWidth: MIN_SIZE.width,
    minHeight: MIN_SIZE.height,
    show: false,
    title: desktop.word('app.name'),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: desktop.dev
    }
  })
  keepPlace(window, desktop.workbench)
  guardPage(window.webContents)
  loadPage(desktop, window)
}
