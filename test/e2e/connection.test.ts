import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeWindows, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { interruptibleWay } from './support/interruptible-way'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** What happens to texts while the way between a browser and the workbench is cut. */
describe.skipIf(noBrowser)('a window whose connection is cut', () => {
  let root: string
  let server: Server
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    const data = await writeDataSet(join(root, 'data'), 0)
    const library = join(root, 'library')
    await runCli(join(root, 'home'), 'import', data.captions, '--library', library)
    server = await startServer(join(root, 'home'), '--library', library)
  })
  afterEach(async () => {
    await closeWindows(browser)
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })
  afterAll(() => browser?.close())

  async function openEditor(page: Page): Promise<void> {
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
    await page.getByRole('gridcell').nth(4).dblclick()
    await expect.poll(() => textOf(page).inputValue()).not.toBe('')
  }
  const newPage = () => browser.newPage({ viewport: { width: 1440, height: 900 } })
  const textOf = (page: Page) => page.getByTestId('caption-text-0')
  const marked = (page: Page, mark: 'saved' | 'error') =>
    page.locator(`[data-testid="save-mark"][data-mark="${mark}"]`).waitFor()

  it('keeps a text that cannot be saved, through a reload, until the way is back', async () => {
    const typed = 'Một câu chưa lưu được .'
    const page = await newPage()
    const way = await interruptibleWay(page)
    await openEditor(page)
    await way.cut()
    await textOf(page).fill(typed)
    await marked(page, 'error')
    await expect.poll(() => textOf(page).inputValue()).toBe(typed)
    await expectSound(page, '16-editor-not-saved')

    await page.reload()
    way.mend()
    await expect.poll(() => textOf(page).inputValue()).toBe(typed)
    await marked(page, 'saved')
    const elsewhere = await newPage()
    await openEditor(elsewhere)
    await expect.poll(() => textOf(elsewhere).inputValue()).toBe(typed)
  })

  it('shows changes of another window, and asks where both changed a text', async () => {
    const page = await newPage()
    const other = await newPage()
    const way = await interruptibleWay(page)
    await openEditor(page)
    await openEditor(other)
    await textOf(other).fill('Từ cửa sổ kia .')
    await expect.poll(() => textOf(page).inputValue()).toBe('Từ cửa sổ kia .')

    await way.cut()
    await textOf(page).fill('Từ cửa sổ này .')
    await textOf(other).fill('Lại từ cửa sổ kia .')
    await marked(other, 'saved')
    way.mend()
    const keepMine = page.getByRole('button', { name: 'Keep my text' })
    await keepMine.waitFor()
    await expect.poll(() => textOf(page).inputValue()).toBe('Từ cửa sổ này .')
    await expectSound(page, '17-editor-conflict')
    await keepMine.click()
    await marked(page, 'saved')
    await expect.poll(() => textOf(other).inputValue()).toBe('Từ cửa sổ này .')
  })

  it('says that the server hangs, keeps what is typed then, and saves it when it goes on', async () => {
    const typed = 'Một câu gõ lúc máy chủ đứng .'
    const page = await newPage()
    await openEditor(page)
    const banner = page.getByTestId('silent-banner')
    // A server that hangs gives no fonts either, for which a screenshot would wait.
    await page.evaluate(() => Promise.all([...document.fonts].map((face) => face.load())))
    server.stall()
    await banner.waitFor()
    await textOf(page).fill(typed)
    await expectSound(page, '18-editor-server-silent')
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await expect.poll(() => textOf(page).inputValue()).toBe(typed)
    const kept = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
    await expect.poll(() => kept()).toContain(typed)

    server.continue()
    await banner.waitFor({ state: 'detached' })
    await marked(page, 'saved')
    await expect.poll(() => kept()).not.toContain(typed)
    const elsewhere = await newPage()
    await openEditor(elsewhere)
    await expect.poll(() => textOf(elsewhere).inputValue()).toBe(typed)
  })
})
