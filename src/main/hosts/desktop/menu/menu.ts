import { BrowserWindow, Menu, shell } from 'electron'
import { recentLibraries } from '../../../services/workbench/recent-libraries'
import type { Desktop } from '../desktop'
import { openNamedLibrary } from '../open-library'
import { menuTemplate } from './menu-template'
import { recentItems } from './recent-items'

/** Sets the application's menu, and again when its language or the recent libraries change. */
export function setMenu(desktop: Desktop): void {
  const { workbench, dev, word, show } = desktop
  const { user, log } = workbench

  /** The window opens it, which asks first where a job runs; without one it is opened here. */
  function open(path: string | null): void {
    const hasWindow = BrowserWindow.getAllWindows().length > 0
    show()
    if (hasWindow) workbench.events.emit({ type: 'open-library', path })
    else void openNamedLibrary(desktop, path)
  }
  function forget(paths: string[]): void {
    user.forgetRecent(paths).catch((error: unknown) => {
      log.warn({ error }, 'the list of recent libraries could not be kept')
    })
  }

  function showAbout(): void {
    show()
    workbench.events.emit({ type: 'show', what: 'about' })
  }

  let built = ''
  /** Only the last of several at once is set: looking for the libraries may take a moment. */
  let asked = 0
  async function build(): Promise<void> {
    asked += 1
    const turn = asked
    const recent = await recentLibraries(user.recent)
    const now = JSON.stringify([workbench.locale, recent])
    if (turn !== asked || now === built) return
    built = now
    const template = menuTemplate({
      platform: process.platform,
      dev,
      word,
      recent: recentItems(recent, { word }, { open, forget }),
      openLibrary: () => open(null),
      showAbout,
      showLog: () => shell.showItemInFolder(workbench.logFile)
    })
    Menu.setApplicationMenu(Menu.buildFromTemplate(template))
  }
  const buildQuietly = () =>
    void build().catch((error: unknown) => log.error({ error }, 'the menu could not be set'))
  user.listen(buildQuietly)
  buildQuietly()
}
