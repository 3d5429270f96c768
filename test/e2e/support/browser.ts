import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { chromiumPath } from './chromium'

/** Ends the windows that a test has left, for the next one to begin afresh in the same browser. */
export async function closeWindows(browser: Browser | undefined): Promise<void> {
  await Promise.all((browser?.contexts() ?? []).map((context) => context.close()))
}

/** Path of a Chromium. Throws where there is none. */
function findChromium(): string {
  const found = chromiumPath()
  if (found !== null) return found
  const wanted = process.env['CHROMIUM_PATH']
  throw new Error(
    wanted === undefined
      ? 'No Chromium was found. Install one (Debian: apt-get install chromium) or set CHROMIUM_PATH.'
      : `CHROMIUM_PATH names ${wanted}, which is not there.`
  )
}

/**
 * Why the browser tests cannot run: no Chromium is where one is looked for, and nobody asked for
 * one. Where `CI` or `CHROMIUM_PATH` is set they run, and fail without it.
 */
export const noBrowser: string | null =
  process.env['CI'] || process.env['CHROMIUM_PATH'] || process.env['VIECAP_ELECTRON']
    ? null
    : chromiumPath() !== null
      ? null
      : 'not run: no Chromium was found; install one or set CHROMIUM_PATH'

export const launchBrowser = (...switches: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    timeout: 120_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...switches
    ]
  })

/** Screenshots of every screen, for a person to look at; in CI, where nobody does, of failures alone. */
const isLookedAt = (name: string) => !process.env['CI'] || name.includes('failed')
const screensDir = join(import.meta.dirname, '..', '..', '..', 'test-results', 'screens')

export async function keepScreen(page: Page, name: string): Promise<void> {
  if (!isLookedAt(name)) return
  mkdirSync(screensDir, { recursive: true })
  await page.screenshot({ path: join(screensDir, `${name}.png`), animations: 'disabled' })
}
