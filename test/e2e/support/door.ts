import { join } from 'node:path'
import { _electron, type Browser, type ElectronApplication, type Page } from 'playwright-core'
import { launchBrowser } from './browser'
import { startServer, type Server } from './server'

/** A way to the workbench's window: a browser on `viecap serve`, or the desktop application. */
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
    watch(page)
    await page.goto(this.#server.url)
    return page
  }

  async openAnother(): Promise<Page | null> {
    const page = await this.#browser.newPage({ viewport: size })
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
      env: { ...process.env, VIECAP_HOME: home } as Record<string, string>
    })
    const page = await this.#app.firstWindow()
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

/** Electron where `VIECAP_ELECTRON` names its binary, else a browser. */
export async function findDoor(): Promise<Door> {
  const electron = process.env['VIECAP_ELECTRON']
  return electron ? new ElectronDoor(electron) : new BrowserDoor(await launchBrowser())
}
