import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** What a window shows of images whose files go and come back under it. */
describe.skipIf(noBrowser)('images whose files go and come back', () => {
  let root: string
  let server: Server
  let browser: Browser
  let page: Page
  const cells = () => page.getByRole('gridcell')
  const missing = () => cells().filter({ hasText: 'File missing' })
  const search = () => page.getByRole('combobox', { name: 'Search captions and file names' })

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-missing-'))
    const { captions } = await writeDataSet(join(root, 'data'), 0)
    const library = join(root, 'library')
    await runCli(join(root, 'home'), 'import', captions, '--library', library)
    server = await startServer(join(root, 'home'), '--library', library)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
    await cells().nth(5).locator('img').waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('shows the one that is asked for, finds it by its mark, and forgets the mark', async () => {
    const cell = cells().nth(2)
    const name = (await cell.locator('.name').textContent()) ?? ''
    const file = join(root, 'data', 'images_train', name)
    renameSync(file, join(root, 'aside'))
    await cell.dblclick()
    await page.getByTestId('viewer').getByText('cannot be shown').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await missing().waitFor()
    await expect.poll(() => missing().locator('.name').textContent()).toBe(name)
    await expectSound(page, '64-missing-file')

    await search().fill('is:missing')
    await expect.poll(() => cells().count()).toBe(1)
    await keepScreen(page, '65-is-missing')
    renameSync(join(root, 'aside'), file)
    await expect.poll(() => cells().count()).toBe(0)
    await search().fill('')
    await expect.poll(() => cells().count()).toBeGreaterThan(5)
    await expect.poll(() => missing().count()).toBe(0)
    await cells().filter({ hasText: name }).locator('img').waitFor()
  })
})
