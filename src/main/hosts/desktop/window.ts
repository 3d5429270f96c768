import { BrowserWindow, type WebContents } from 'electron'
import { pageUrl } from './scheme'

/** Shows the one window, or brings the present one to the front. */
export function openWindow(preload: string): void {
  const [present] = BrowserWindow.getAllWindows()
  if (present) {
    if (present.isMinimized()) present.restore()
    present.focus()
    return
  }
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 900,
    minHeight: 600,
    show: false,
    autoHideMenuBar: true,
    title: 'Viecap Workbench',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false
    }
  })
  guard(window.webContents)
  window.once('ready-to-show', () => window.show())
  void window.loadURL(pageUrl)
}

/** The page stays where it is: no navigation, no other window, no permission. */
function guard(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  contents.session.setPermissionCheckHandler(() => false)
}
