import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findViolations } from './support/axe'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { eventually } from './support/eventually'
import { runCli, startServer, type Server } from './support/server'

/** Enough images for a search to show the first of them by themselves. */
const IMAGES = 21_000
/** A word of all of them: the first are found at the first look, however slow the machine. */
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
    const note = () => page.getByTestId('screen-note').textContent()
    const search = () => page.getByRole('combobox', { name: 'Search captions and names' })

    async function openWindow(): Promise<void> {
      page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      page.setDefaultTimeout(30_000)
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
      rmSync(root, { recursive: true, force: true })
    })

    it('shows its first images while it counts, answers keys, and keeps the place', async () => {
      hold()
      await search().fill(COMMON)
      await eventually(note).toBe('Counting… of 21,000 images')
      expect(await grid().getAttribute('aria-rowcount')).toBe('-1')
      await keepScreen(page, 'search-counting')
      expect(await grid().getAttribute('aria-busy')).toBe('true')
      expect(await findViolations(page)).toEqual([])
      const first = await cells().first().getAttribute('id')
      await eventually(current).toBe(first)

      await search().press('Enter')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowDown')
      await eventually(current).not.toBe(first)
      const place = await current()
      const ids = () => cells().evaluateAll((all) => all.map(({ id }) => id))
      const before = await ids()
      const focused = () => grid().evaluate((element) => element === document.activeElement)
      expect(await focused()).toBe(true)

      release()
      await eventually(note).toBe('21,000 of 21,000 images')
      expect(await grid().getAttribute('aria-busy')).toBe('false')
      expect((await ids()).slice(0, before.length)).toEqual(before)
      expect(await current()).toBe(place)
      expect(await focused()).toBe(true)
    })

    it('goes to the last image when it is known which that is', async () => {
      hold()
      await search().fill(COMMON)
      await eventually(note).toContain('Counting…')
      await search().press('Enter')
      await page.keyboard.press('End')
      release()
      const rows = async () => Number(await grid().getAttribute('aria-rowcount'))
      await eventually(rows).toBeGreaterThan(100)
      const row = page.locator('[role=row]:has(.current)')
      const place = async () => Number(await row.getAttribute('aria-rowindex'))
      await eventually(place).toBe(await rows())
    })

    it('goes back to the image of before, where the whole search has it', async () => {
      await grid().focus()
      await page.keyboard.press('End')
      await eventually(current).not.toBeNull()
      const last = await current()
      hold()
      await search().fill(COMMON)
      await eventually(note).toContain('Counting…')
      await eventually(current).toBe(await cells().first().getAttribute('id'))
      release()
      await eventually(current).toBe(last)
    })

    it('shows the first images of the last of several searches', async () => {
      hold()
      await search().fill(COMMON)
      const captions = async () => (await cells().locator('p').allTextContents()).join()
      await eventually(note).toContain('Counting…')
      await eventually(captions).toContain('xe lăn')
      await search().fill(`${COMMON} -"xe lăn"`)
      await eventually(captions).not.toContain('xe lăn')
      await eventually(note).toContain('Counting…')
      release()
      await eventually(note).toMatch(/^1\d,\d{3} of 21,000 images$/)
      expect(await captions()).not.toContain('xe lăn')
    })
  }
)
