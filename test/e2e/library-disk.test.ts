import { mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { noMounts, smallDisk } from '../fixtures/small-disk'
import { closeWindows, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** What a window shows of a library whose folder or disk fails under it. */
describe.skipIf(noBrowser)('a window on a library that cannot be written', () => {
  let root: string
  let server: Server | null
  let browser: Browser

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    server = null
  })
  afterEach(async () => {
    vi.unstubAllEnvs()
    await closeWindows(browser)
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })
  afterAll(() => browser?.close())

  async function makeLibrary(library: string): Promise<void> {
    const data = await writeDataSet(join(root, 'data'), 0)
    await runCli(join(root, 'home'), 'import', data.captions, '--library', library)
  }
  async function openEditor(library: string): Promise<Page> {
    server = await startServer(join(root, 'home'), '--library', library)
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
    await page.getByRole('gridcell').nth(4).dblclick()
    await expect.poll(() => textOf(page).inputValue()).not.toBe('')
    return page
  }
  const textOf = (page: Page) => page.getByTestId('caption-text-0')
  const banner = (page: Page) => page.getByTestId('library-banner')
  const marked = (page: Page, mark: 'saved' | 'error') =>
    page.locator(`[data-testid="save-mark"][data-mark="${mark}"]`).waitFor()

  it('refuses what is typed once the folder is gone, keeps it, and saves it when it is back', async () => {
    const library = join(root, 'library')
    const aside = join(root, 'aside')
    await makeLibrary(library)
    const page = await openEditor(library)
    // Its files are taken away by themselves: the folder would be followed.
    const names = ['library.sqlite', 'library.sqlite-wal', 'library.sqlite-shm']
    mkdirSync(aside)
    for (const name of names) renameSync(join(library, name), join(aside, name))
    const typed = 'Một câu gõ sau khi thư viện mất .'
    await textOf(page).fill(typed)
    await marked(page, 'error')
    await banner(page).waitFor()
    await expect.poll(() => banner(page).textContent()).toContain('deleted, replaced or moved')
    await expect.poll(() => textOf(page).inputValue()).toBe(typed)
    await expectSound(page, '60-library-gone')

    await page.reload()
    await expect.poll(() => textOf(page).inputValue()).toBe(typed)
    await banner(page).waitFor()
    for (const name of names) renameSync(join(aside, name), join(library, name))
    await banner(page).waitFor({ state: 'detached' })
    await marked(page, 'saved')
    await expect.poll(() => textOf(page).inputValue()).toBe(typed)
  })

  it('shows that the folder was deleted, and keeps the text', async () => {
    const library = join(root, 'library')
    await makeLibrary(library)
    const page = await openEditor(library)
    // The host may be writing in it.
    rmSync(library, { recursive: true, maxRetries: 10 })
    await banner(page).waitFor()
    await textOf(page).fill('Một câu nữa .')
    await marked(page, 'error')
    await banner(page).getByRole('button', { name: 'Reopen' }).click()
    await page.getByText('There is no library in').waitFor()
    await expect.poll(() => textOf(page).inputValue()).toBe('Một câu nữa .')
    await expectSound(page, '61-library-deleted')
  })

  it.runIf(process.platform === 'linux')('goes on where the folder was moved to', async () => {
    const library = join(root, 'library')
    await makeLibrary(library)
    const page = await openEditor(library)
    await textOf(page).fill('Đang gõ dở')
    renameSync(library, join(root, 'moved'))
    await expect.poll(() => page.getByTestId('library-name').textContent()).toBe('moved')
    await expect.poll(() => banner(page).count()).toBe(0)
    await expect.poll(() => textOf(page).inputValue()).toBe('Đang gõ dở')
    await textOf(page).fill('Gõ xong .')
    await marked(page, 'saved')
  })

  it.skipIf(noMounts)('says that the disk is full, and saves once there is room', async () => {
    const disk = smallDisk(8)
    const library = join(disk.path, 'library')
    await makeLibrary(library)
    const page = await openEditor(library)
    disk.fill()
    const typed = 'Câu rất dài . '.repeat(500).trim()
    await textOf(page).fill(typed)
    await marked(page, 'error')
    await banner(page).getByText('The disk is full').waitFor()
    await expectSound(page, '62-disk-full')
    disk.free()
    await banner(page).waitFor({ state: 'detached' })
    await marked(page, 'saved')
    await expect.poll(() => textOf(page).inputValue()).toBe(typed)
  })

  it.skipIf(noMounts)('opens a read-only library to look at', async () => {
    const disk = smallDisk(8)
    const library = join(disk.path, 'library')
    await makeLibrary(library)
    disk.setReadOnly(true)
    // The server is killed, and leaves its copy of the database behind.
    vi.stubEnv('TMPDIR', root)
    const page = await openEditor(library)
    await banner(page).getByText('the disk is read-only').waitFor()
    await textOf(page).fill('Không lưu được .')
    await marked(page, 'error')
    await expectSound(page, '63-read-only')
    disk.setReadOnly(false)
    await banner(page).getByRole('button', { name: 'Reopen' }).click()
    await banner(page).waitFor({ state: 'detached' })
    await expect.poll(() => textOf(page).inputValue()).toBe('Không lưu được .')
    await marked(page, 'saved')
  })
})
