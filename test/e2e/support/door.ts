import { join } from 'node:path'
import { _electron, type Browser, type ElectronApplication, type Page } from 'playwright-core'
import { DesktopProcess } from '../../desktop/support/desktop-process'
import { launchBrowser } from './browser'
import { electronSwitch, openDesktopPage, type DesktopPage } from './desktop-page'
import { startServer, type Server } from './server'

/**
 * A way to the workbench's window: a browser on `viecap serve`, the desktop application, or its
 * parts without Electron.
 */
export interface Door {
  /** Whether the page stays when the workbench ends, and tells that the connection is lost. */
  readonly pageStays: boolean
  /**
   * Starts the workbench with its settings in `home` and gives its page. `watch` gets the page as
   * early as can be, to listen to what it says while it loads.
   */
  open(home: string, library: string | undefined, watch: (page: Page) => void): Promise<Page>
  /** Another window on the same workbench; null where there is only one. */
  openAnother(): Promise<Page | null>
  /** Ends the workbench at once, as a power cut does. */
  kill(): Promise<void>
  close(): Promise<void>
}

const size = { width: 1440, height: 900 }
/** How long a page has for each step, in ms: enough on a machine that does much else. */
const patience = 60_000

class BrowserDoor implements Door {
  readonly pageStays = true
  readonly #browser: Browser
  #server: Server | null = null

  constructor(browser: Browser) {
    this.#browser = browser
  }

  async open(
    home: string,
    library: string | undefined,
    watch: (page: Page) => void
  ): Promise<Page> {
    const args = library === undefined ? [] : ['--library', library]
    this.#server = await startServer(home, ...args)
    const page = await this.#browser.newPage({ viewport: size })
    page.setDefaultTimeout(patience)
    watch(page)
    await page.goto(this.#server.url)
    return page
  }

  async openAnother(): Promise<Page | null> {
    const page = await this.#browser.newPage({ viewport: size })
    page.setDefaultTimeout(patience)
    await page.goto(this.#server?.url ?? '')
    return page
  }

  async kill(): Promise<void> {
    await this.#server?.kill()
    this.#server = null
  }

  async close(): Promise<void> {
    await this.#browser.close()
    await this.kill()
  }
}

class ElectronDoor implements Door {
  readonly pageStays = false
  readonly #executablePath: string
  #app: ElectronApplication | null = null

  constructor(executablePath: string) {
    this.#executablePath = executablePath
  }

  async open(
    home: string,
    library: string | undefined,
    watch: (page: Page) => void
  ): Promise<Page> {
    const root = join(import.meta.dirname, '..', '..', '..')
    const profile = `--user-data-dir=${join(home, 'electron')}`
    this.#app = await _electron.launch({
      executablePath: this.#executablePath,
      args: [root, profile, ...(library === undefined ? [] : ['--library', library])],
      env: { ...process.env, VIECAP_HOME: home }
    })
    const page = await this.#app.firstWindow()
    page.setDefaultTimeout(patience)
    watch(page)
    await page.setViewportSize(size)
    return page
  }

  async openAnother(): Promise<Page | null> {
    return null
  }

  async kill(): Promise<void> {
    const child = this.#app?.process()
    this.#app = null
    if (!child || child.exitCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }

  close(): Promise<void> {
    return this.kill()
  }
}

/** The desktop's main process on the stand-in for Electron, and its page and preload in a browser. */
class StandInDoor implements Door {
  readonly pageStays = false
  readonly #browser: Browser
  #desktop: DesktopProcess | null = null
  #opened: DesktopPage | null = null

  constructor(browser: Browser) {
    this.#browser = browser
  }

  async open(
    home: string,
    library: string | undefined,
    watch: (page: Page) => void
  ): Promise<Page> {
    const args = library === undefined ? [] : ['--library', library]
    const desktop = new DesktopProcess({ home, args })
    this.#desktop = desktop
    await desktop.evaluate(({ until, stage }) => until(() => stage.windows[0]?.isVisible()))
    this.#opened = await openDesktopPage(this.#browser, desktop, watch)
    return this.#opened.page
  }

  async openAnother(): Promise<Page | null> {
    return null
  }

  async kill(): Promise<void> {
    await this.#desktop?.kill()
    await this.#opened?.close()
    this.#desktop = this.#opened = null
  }

  async close(): Promise<void> {
    await this.kill()
    await this.#browser.close()
  }
}

/**
 * Electron where `VIECAP_ELECTRON` names its binary, the desktop without it where `VIECAP_DOOR` is
 * `desktop`, else a browser.
 */
export async function findDoor(): Promise<Door> {
  const electron = process.env['VIECAP_ELECTRON']
  if (process.env['VIECAP_DOOR'] === 'desktop') {
    return new StandInDoor(await launchBrowser(electronSwitch))
  }
  return electron ? new ElectronDoor(electron) : new BrowserDoor(await launchBrowser())
}
