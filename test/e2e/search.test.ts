import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findViolations } from './support/axe'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { runCli, startServer, type Server } from './support/server'

const IMAGES = 21_000
/** A word of all of them. */
const COMMON = 'một'

/** Answers are held back on their way over a WebSocket, which the desktop application has not. */
const skipped = noBrowser ?? (process.env['VIECAP_ELECTRON'] ? 'not run in Electron' : null)

describe.skipIf(skipped)(
  `a search in a large library in a browser${skipped ? ` (${skipped})` : ''}`,
  () => {
    let root: string
    let library: string
    let server: Server
    let browser: Awaited<ReturnType<typeof launchBrowser>>
    let page: Page
    /** Holds answers with a count back from now on, until they are released. */
    let hold: () => void
    let release: () => void
    const grid = () => page.getByTestId('grid')
    const cells = () => page.getByRole('gridcell')
    const current = () => grid().getAttribute('aria-activedescendant')
    const isAtTheEnd = () =>
      expect
        .poll(async () => {
          const row = page.locator('[role=row]:has(.current)')
          const rows = await grid().getAttribute('aria-rowcount')
          return rows !== null && (await row.getAttribute('aria-rowindex')) === rows
        })
        .toBe(true)
    const note = () => page.getByTestId('screen-note').textContent()
    const search = () => page.getByRole('combobox', { name: 'Search captions and file names' })

    async function openWindow(): Promise<void> {
      page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      page.setDefaultTimeout(60_000)
      let holding = false
      let held: (() => void)[] = []
      await page.routeWebSocket(/./, (socket) => {
        const behind = socket.connectToServer()
        behind.onMessage((message) => {
          const send = () => socket.send(message)
          if (holding && /"total":\d/.test(String(message))) held.push(send)
          else send()
        })
      })
      hold = () => (holding = true)
      release = () => {
        holding = false
        for (const send of held) send()
        held = []
      }
      await page.goto(server.url)
      await cells().nth(5).waitFor()
    }

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'viecap-search-'))
      library = join(root, 'library')
      const size = ['--rows', String(IMAGES), '--captions', '1', '--rounds', '1']
      await runCli(join(root, 'home'), 'bench', 'browse', ...size, '--keep', library)
      browser = await launchBrowser()
    })
    beforeEach(async () => {
      // Where a window was is kept in its home.
      server = await startServer(mkdtempSync(join(root, 'home-')), '--library', library)
      await openWindow()
    })
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await keepScreen(page, 'failed-search')
      await page?.close()
      await server?.kill()
    })
    afterAll(async () => {
      await browser?.close()
      rmSync(root, { recursive: true, force: true, maxRetries: 10 })
    })

    it('shows how many images match, begins at the first, and answers keys', async () => {
      await search().fill('"xe lăn"')
      await expect.poll(note).toMatch(/^\d,\d{3} of 21,000 images$/)
      await expect
        .poll(async () => (await current()) === (await cells().first().getAttribute('id')))
        .toBe(true)
      await expect.poll(() => findViolations(page)).toEqual([])
      const first = await current()
      await search().press('Enter')
      await expect
        .poll(() => grid().evaluate((element) => element === document.activeElement))
        .toBe(true)
      await page.keyboard.press('ArrowRight')
      await expect.poll(current).not.toBe(first)
      await page.keyboard.press('End')
      await isAtTheEnd()
    })

    it('stays at its image where the search has it', async () => {
      await grid().focus()
      await page.keyboard.press('End')
      await isAtTheEnd()
      const last = await current()
      await search().fill(COMMON)
      await expect.poll(note).toBe('21,000 of 21,000 images')
      await expect.poll(current).toBe(last)
    })

    it('shows the images of the last of several searches', async () => {
      const captions = async () => (await cells().locator('p').allTextContents()).join()
      await search().fill('"xe lăn"')
      await expect.poll(captions).toContain('xe lăn')
      hold()
      await search().fill('"phòng khám"')
      await page.waitForTimeout(500)
      await search().fill(`${COMMON} -"xe lăn"`)
      release()
      await expect.poll(note).toMatch(/^1\d,\d{3} of 21,000 images$/)
      await expect.poll(captions).not.toContain('xe lăn')
    })
  }
)
