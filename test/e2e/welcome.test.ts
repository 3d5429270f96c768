import { copyFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { closeWindows, keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** The first screen: its language, the libraries opened before, and paths as people paste them. */
describe.skipIf(noBrowser)('the first screen', () => {
  let root: string
  let server: Server | null
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'viecap-welcome-'))
    server = null
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-welcome')
    vi.unstubAllEnvs()
    await closeWindows(browser)
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })
  afterAll(() => browser?.close())

  async function open(locale: string, ...args: string[]): Promise<Page> {
    server ??= await startServer(join(root, 'home'), ...args)
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
    return page
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const box = (name: string) => page.getByLabel(name, { exact: true })
  const language = () => page.locator('html').getAttribute('lang')

  it('speaks the language that the browser asks for, until another is chosen', async () => {
    await open('vi-VN')
    await page.getByRole('heading', { name: 'Mở thư viện' }).waitFor()
    await expect.poll(() => language()).toBe('vi')
    await expectSound(page, '01-welcome-first-vi')
    await page.close()
    await open('fr-FR')
    await page.getByRole('heading', { name: 'Open a library' }).waitFor()
    await page.close()
    await open('vi-VN')
    await page.getByText('English', { exact: true }).click()
    await page.getByRole('heading', { name: 'Open a library' }).waitFor()
    await page.close()
    await open('vi-VN')
    await page.getByRole('heading', { name: 'Open a library' }).waitFor()
    await expect.poll(() => language()).toBe('en')
  })

  it('lists the libraries opened before, says which are gone, and takes them off', async () => {
    const data = await writeDataSet(join(root, 'data'), 0)
    const [kept, gone] = [join(root, 'kept'), join(root, 'gone')]
    for (const library of [gone, kept]) {
      await runCli(join(root, 'home'), 'import', data.pairs, '--library', library)
    }
    rmSync(gone, { recursive: true })
    await open('en-GB')
    const row = (at: number) => page.locator('.recent').nth(at).innerText()
    await expect.poll(() => row(1)).toContain('not found')
    await expect.poll(() => row(0)).toContain(kept)
    await expect.poll(() => row(0)).not.toContain('not found')
    await expectSound(page, '02-welcome-recent')
    await button('Remove gone from this list').click()
    await expect.poll(() => page.locator('.recent').count()).toBe(1)
    await page.reload()
    await page.locator('.recent').first().waitFor()
    await expect.poll(() => page.locator('.recent').count()).toBe(1)
    await page.locator('.recent').first().click()
    await page.getByTestId('library-name').waitFor()
  })

  it('says in Vietnamese which library is gone', async () => {
    const library = join(root, 'gone')
    const data = await writeDataSet(join(root, 'data'), 0)
    await runCli(join(root, 'home'), 'import', data.pairs, '--library', library)
    rmSync(library, { recursive: true })
    await open('vi-VN')
    await page.getByText('không tìm thấy').waitFor()
    await expectSound(page, '03-welcome-recent-vi')
  })

  it('takes a path as it was pasted, with ~ for the home folder, and refuses a relative one', async () => {
    vi.stubEnv('HOME', root)
    await open('en-GB')
    await box('New folder').fill('photos/library')
    await button('Create library').click()
    await page.getByText('does not say where it begins').waitFor()
    await expectSound(page, '04-relative-path')
    await box('New folder').fill(`  "${join(root, 'ảnh của tôi')}" `)
    await box('New folder').press('Tab')
    await expect.poll(() => box('New folder').inputValue()).toBe(join(root, 'ảnh của tôi'))
    await button('Create library').click()
    await expect.poll(() => page.getByTestId('library-name').innerText()).toBe('ảnh của tôi')
    await page.getByTestId('library-name').hover()
    await button('Close library').click()
    await box('New folder').fill('~/ở nhà')
    await button('Create library').click()
    await expect.poll(() => page.getByTestId('library-name').innerText()).toBe('ở nhà')
  })

  it('takes a single image as an image', async () => {
    const data = await writeDataSet(join(root, 'data'), 0)
    const images = readdirSync(data.toCaption).filter((name) => name !== 'words.jpg')
    const image = join(data.toCaption, 'one.jpg')
    copyFileSync(join(data.toCaption, images[0] ?? ''), image)
    writeFileSync(image.replace('.jpg', '.txt'), 'Một câu .\n')
    await runCli(join(root, 'home'), 'import', data.pairs, '--library', join(root, 'library'))
    await open('en-GB', '--library', join(root, 'library'))
    await button('Import…').first().click()
    await box('File or folder').fill(`'${image}'`)
    await button('Preview').click()
    await page
      .getByRole('cell', { name: basename(image), exact: true })
      .first()
      .waitFor()
    await button(/^Import$/).click()
    await page.getByTestId('import-report').waitFor()
    await expect.poll(() => page.getByTestId('import-report').innerText()).toContain('1 added')
    await page.getByRole('button', { name: 'Close', exact: true }).last().click()
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(1)
  })

  it('refuses files that are dropped, since a browser tells no paths, and stays', async () => {
    await open('en-GB')
    await page.getByRole('heading', { name: 'Open a library' }).waitFor()
    const files = await page.evaluateHandle(() => {
      const data = new DataTransfer()
      data.items.add(new File(['[]'], 'captions.json', { type: 'application/json' }))
      return data
    })
    await page.dispatchEvent('body', 'dragenter', { dataTransfer: files })
    await page.getByTestId('drop-target').getByText('A browser does not tell').waitFor()
    await expectSound(page, '05-drop-browser')
    const isPrevented = await page.evaluate((dataTransfer) => {
      const drop = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
      return !document.body.dispatchEvent(drop)
    }, files)
    expect(isPrevented).toBe(true)
    await expect.poll(() => page.getByTestId('drop-target').count()).toBe(0)
  })

  /** The page as the preload leaves it: it is told the paths of what is dropped. */
  async function openAsDesktop(...args: string[]): Promise<void> {
    server = await startServer(join(root, 'home'), ...args)
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(60_000)
    await page.addInitScript(() => {
      Object.assign(window, { viecapPathOf: (file: File) => file.name.replaceAll(':', '/') })
    })
    await page.routeWebSocket(/rpc/, (socket) => {
      const way = socket.connectToServer()
      way.onMessage((message) =>
        socket.send(String(message).replace('"droppedPaths":false', '"droppedPaths":true'))
      )
    })
    await page.goto(server.url)
  }
  async function drop(target: string, ...paths: string[]): Promise<void> {
    const dataTransfer = await page.evaluateHandle((paths) => {
      const data = new DataTransfer()
      // A slash in a name of a file would be lost.
      for (const path of paths) data.items.add(new File(['x'], path.replaceAll('/', ':')))
      return data
    }, paths)
    for (const type of ['dragenter', 'dragover', 'drop']) {
      await page.dispatchEvent(target, type, { dataTransfer })
    }
  }

  it('opens a dropped library, and imports dropped images and caption files', async () => {
    const data = await writeDataSet(join(root, 'data'), 0)
    const library = join(root, 'library')
    await runCli(join(root, 'home'), 'import', data.pairs, '--library', library)
    await openAsDesktop()
    await page.getByRole('heading', { name: 'Open a library' }).waitFor()
    await drop('body', library)
    await expect.poll(() => page.getByTestId('library-name').innerText()).toBe('library')

    const images = readdirSync(data.toCaption).filter((name) => name !== 'words.jpg')
    await drop('body', ...images.slice(0, 2).map((name) => join(data.toCaption, name)))
    await page.getByTestId('import-names').waitFor()
    await expect.poll(() => box('File or folder').inputValue()).toBe(data.toCaption)
    await page
      .getByRole('cell', { name: images[0] ?? '' })
      .first()
      .waitFor()
    await expectSound(page, '06-dropped-images')
    await button(/^Import$/).click()
    await page.getByTestId('import-report').waitFor()
    await expect.poll(() => page.getByTestId('import-report').innerText()).toContain('2 added')
    await page.getByRole('button', { name: 'Close', exact: true }).last().click()

    await button('Import…').first().click()
    await drop('[role="dialog"] input[type="text"]', data.captions)
    await expect.poll(() => box('File or folder').inputValue()).toBe(data.captions)
    await page.getByRole('button', { name: 'Cancel', exact: true }).click()
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByText('Log file').waitFor()
    await expectSound(page, '07-settings-log')
  })
})
