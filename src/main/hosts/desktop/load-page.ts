import { app, dialog, type BrowserWindow } from 'electron'
import type { Desktop } from './desktop'
import { pageUrl } from './register-scheme'

/** The window is shown by then even if nothing says that its page is ready. */
const SHOW_MS = 2000

/** What Chromium says of a load that another one took the place of. */
const ERR_ABORTED = -3

/**
 * Loads the page, and shows the window with the first that says that there is something to see:
 * `ready-to-show` may never come on Wayland (electron 48859). A page that cannot be loaded is told.
 */
export function loadPage(desktop: Desktop, window: BrowserWindow): void {
  const show = () => {
    clearTimeout(timer)
    if (!window.isDestroyed() && !window.isVisible()) window.show()
  }
  const timer = setTimeout(show, SHOW_MS)
  window.once('ready-to-show', show)
  window.webContents.once('did-finish-load', show)
  window.once('closed', () => clearTimeout(timer))
  window.webContents.on('did-fail-load', (_event, code, description, url, isMainFrame) => {
    if (!isMainFrame || code === ERR_ABORTED) return
    desktop.workbench.log.error({ code, description, url }, 'the page could not be loaded')
    show()
    void offerReload(desktop, window, `${description} (${code})`)
  })
  load(window)
}

/** What fails is told by `did-fail-load`. */
const load = (window: BrowserWindow) => void window.loadURL(pageUrl).catch(() => undefined)

async function offerReload(
  { word }: Desktop,
  window: BrowserWindow,
  detail: string
): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: word('page.not-loaded'),
    detail,
    buttons: [word('page.reload'), word('page.quit')],
    cancelId: 1
  })
  if (response !== 0) app.quit()
  else if (!window.isDestroyed()) load(window)
}
