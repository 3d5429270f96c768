import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet, type DataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** What a link leads to, for whoever opens it. */
describe.skipIf(noBrowser !== null)('addresses', () => {
  let root = ''
  let data: DataSet
  let server: Server
  let browser: Browser
  /** Who copies links, and who came last, whose screen is kept where a test fails. */
  let page: Page
  let last: Page
  const home = () => join(root, 'home')
  const ofLibrary = (name: string) => ['--library', join(root, name)]
  const importInto = (name: string) =>
    runCli(home(), 'import', data.captions, '--val-fraction', '0.25', ...ofLibrary(name))

  const openBrowser = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      permissions: ['clipboard-read', 'clipboard-write'],
      locale: 'en-GB',
      ...options
    })
    context.setDefaultTimeout(60_000)
    return (last = await context.newPage())
  }
  /** A browser of one's own, which is let in. */
  async function enter(): Promise<Page> {
    const entered = await openBrowser({})
    await entered.goto(server.url)
    await entered.getByRole('heading', { level: 1 }).first().waitFor()
    return entered
  }
  /** What the browser of a colleague keeps of having been let in by a server. */
  const keptFor = new WeakMap<Server, BrowserContextOptions['storageState']>()
  /** A colleague, whose browser has been let in before, opens a link. */
  async function colleague(link: string, locale = 'en-GB'): Promise<Page> {
    if (!keptFor.has(server)) {
      const entered = await enter()
      keptFor.set(server, await entered.context().storageState())
      await leave(entered)
    }
    const other = await openBrowser({ locale, storageState: keptFor.get(server) })
    await other.goto(link)
    return other
  }
  const leave = (other: Page) => other.context().close()
  async function copyLink(): Promise<string> {
    await page.evaluate(() => navigator.clipboard.writeText(''))
    await page.getByRole('button', { name: 'Copy link' }).last().click()
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(copied).not.toBe('')
    return copied()
  }
  /** An address on this host, of the open library unless it names another. */
  const address = (path: string) => `${server.home}#${path}`

  const grid = (of: Page) => of.getByTestId('grid')
  const viewer = (of: Page) => of.getByTestId('viewer').getAttribute('aria-label')
  const place = async (of: Page) => (await of.getByTestId('position').textContent())?.trim()
  const filter = (of: Page) => of.getByRole('combobox', { name: /Search captions|Tìm/ })
  const notHere = (of: Page) => of.getByTestId('not-here')
  const said = (of: Page, name: string) =>
    new URLSearchParams(new URL(of.url()).hash.split('?')[1]).get(name)
  const isClosed = (of: Page) => of.getByTestId('viewer').waitFor({ state: 'detached' })
  const search = async (text: string) => {
    await page.goto(address('/library?filter='))
    await isClosed(page)
    await filter(page).fill(text)
    await expect.poll(() => said(page, 'filter')).toBe(text)
  }
  /** Opens an image that a filter finds; resolves with its label when the address says so. */
  async function openFound(text: string, at: number): Promise<string | null> {
    await search(text)
    const found = () => page.getByRole('gridcell').count()
    await expect.poll(found).toBeLessThan(data.images)
    await page.getByRole('gridcell').nth(at).dblclick()
    await expect.poll(() => said(page, 'image')).not.toBeNull()
    await expect.poll(() => place(page)).toMatch(/^\d+ of \d+$/)
    await expect.poll(() => viewer(page)).not.toBeNull()
    return viewer(page)
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-addresses-'))
    data = await writeDataSet(join(root, 'data'), 0)
    await importInto('first')
    await importInto('second')
    for (const folder of [oraclePath('gpt2', 'safetensors'), oraclePath('clip')]) {
      await runCli(home(), 'models', 'add', folder, ...ofLibrary('first'))
    }
    const quick = ['--preset', 'quick', '--set', 'epochs=1', '--device', 'cpu']
    for (let run = 0; run < 2; run += 1) {
      await runCli(home(), 'train', ...quick, ...ofLibrary('first'))
    }
    const greedy = ['--decode', 'greedy', '--max-tokens', '8']
    await runCli(home(), 'evaluate', 'run-0001', ...greedy, ...ofLibrary('first'))
    const out = ['--out', join(root, 'captions.json')]
    const captioning = ['caption', data.toCaption, '--model', 'run-0001', ...greedy, ...out]
    // One of its files is no image, which it says by its exit code.
    await runCli(home(), ...captioning, ...ofLibrary('first')).catch(() => undefined)
    server = await startServer(home(), ...ofLibrary('first'))
    browser = await launchBrowser()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(last, 'failed-addresses')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('of an image that has left its filter shows the image, and says so', async () => {
    const other = await colleague(address('/library?image=2&filter=split:test'))
    await other.getByTestId('viewer').waitFor()
    await other.getByTestId('outside').waitFor()
    await expect.poll(() => said(other, 'image')).toBe('2')
    await leave(other)
  })

  it.each([
    ['english', 'This image is not in the library', 'Show the images'],
    ['vietnamese', 'Ảnh này không có trong thư viện', 'Xem các ảnh']
  ] as const)('of an image that is not there says so in %s', async (language, words, lead) => {
    const link = address('/library?image=999&filter=name:train_0003')
    const other = await colleague(link, language === 'english' ? 'en-GB' : 'vi-VN')
    await notHere(other).getByText(words).waitFor()
    await expectSound(other, `96-image-gone-${language}`)
    await notHere(other).getByRole('button', { name: lead }).click()
    await grid(other).waitFor()
    await isClosed(other)
    await expect.poll(() => said(other, 'image')).toBeNull()
    await leave(other)
  })

  it.each([
    ['en-GB', 'en'],
    ['vi-VN', 'vi']
  ] as const)('that lead to nothing say so and lead on, in %s', async (locale, language) => {
    const run = { en: 'This run is not in the library', vi: 'Lần huấn luyện này không có' }
    const job = { en: 'This captioning job is not', vi: 'Lần tạo chú thích này không có' }
    const evaluation = { en: 'This evaluation is not in', vi: 'Lần đánh giá này không có' }
    const other = await colleague(address('/library?filter='), locale)
    await grid(other).waitFor()
    await expect.poll(() => said(other, 'library')).not.toBeNull()
    for (const [path, words] of [
      ['/runs/run-0099', run],
      ['/runs?compare=run-0098,run-0099', run],
      ['/review/999', evaluation],
      ['/batch/999', job],
      ['/batch/1', job]
    ] as const) {
      await other.goto(address(path))
      await notHere(other).getByText(words[language]).waitFor()
      await notHere(other).getByRole('button').click()
      await notHere(other).waitFor({ state: 'detached' })
      await other.getByRole('heading', { level: 1 }).waitFor()
    }
    await leave(other)
  })

  it('of a comparison leaves out a run that is gone, and names it', async () => {
    const other = await colleague(address('/runs?compare=run-0001,run-0099,run-0002'))
    await expect.poll(() => other.getByTestId('lacking').textContent()).toContain('run-0099')
    await other.getByTestId('compare').waitFor()
    await leave(other)
  })

  describe('copied by somebody', () => {
    beforeEach(async () => {
      page = await enter()
    })
    afterEach(() => leave(page))

    it('of an image opens it in the editor, with the filter it was opened in', async () => {
      const name = await openFound('name:train_000', 1)
      const here = await place(page)
      const link = await copyLink()
      const other = await colleague(link)
      await expect.poll(() => viewer(other)).toBe(name)
      await expect.poll(() => filter(other).inputValue()).toBe('name:train_000')
      await expect.poll(() => place(other)).toBe(here)
      // What a colleague does next leaves this window as it is.
      await other.keyboard.press('Alt+ArrowRight')
      await expect.poll(() => viewer(other)).not.toBe(name)
      await other.reload()
      await expect.poll(() => viewer(other)).not.toBe(name)
      await expect.poll(() => viewer(page)).toBe(name)
      await leave(other)
    })

    it('in another tab of the same browser leaves the first where it is', async () => {
      const name = await openFound('name:train_000', 3)
      const tab = await page.context().newPage()
      await tab.goto(address('/library?image=1&filter='))
      await expect.poll(() => viewer(tab)).not.toBe(name)
      await expect.poll(() => said(tab, 'library')).not.toBeNull()
      await tab.close()
      await expect.poll(() => viewer(page)).toBe(name)
    })

    it('follow back and forward', async () => {
      const name = await openFound('name:train_000', 1)
      await page.getByRole('button', { name: 'Back to the grid' }).click()
      await isClosed(page)
      await page.goBack()
      await expect.poll(() => viewer(page)).toBe(name)
      await page.goForward()
      await isClosed(page)
      await page.getByRole('link', { name: /^Runs/ }).click()
      await page.waitForURL(/#\/runs\?library=/)
      await page.goBack()
      await grid(page).waitFor()
      await page.goBack()
      await expect.poll(() => viewer(page)).toBe(name)
      await page.goBack()
      await isClosed(page)
      await expect.poll(() => filter(page).inputValue()).toBe('name:train_000')
    })

    it('of a filter shows what it finds', async () => {
      await search('split:val')
      const noteOf = (of: Page) => of.getByTestId('screen-note').textContent()
      await expect.poll(() => noteOf(page)).toMatch(/^\d+ of 24 images$/)
      const note = await noteOf(page)
      const link = await copyLink()
      const other = await colleague(link)
      await expect.poll(() => noteOf(other)).toBe(note)
      await expect.poll(() => filter(other).inputValue()).toBe('split:val')
      await leave(other)
    })

    it('of an image survives a restart and its import once more', async () => {
      const [name, link] = [await openFound('name:train_000', 1), await copyLink()]
      const { port } = new URL(server.home)
      await server.kill()
      await importInto('first')
      server = await startServer(home(), '--port', port, ...ofLibrary('first'))
      const other = await colleague(link)
      await expect.poll(() => viewer(other)).toBe(name)
      await leave(other)
    })

    it('of an image that is removed says so, and shows it again after undo', async () => {
      const [name, link] = [await openFound('name:train_0005', 0), await copyLink()]
      await page.getByRole('button', { name: 'Back to the grid' }).click()
      await isClosed(page)
      await grid(page).focus()
      await page.keyboard.press('ControlOrMeta+a')
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Remove images from the library' }).click()
      await page.getByText('No image matches the filter').waitFor()
      const other = await colleague(link)
      await notHere(other).waitFor()
      await expect.poll(() => other.url()).toBe(link)
      last = page
      await page.getByRole('button', { name: 'Undo' }).click()
      await expect.poll(() => viewer(other)).toBe(name)
      await leave(other)
    })

    it('of a run, of a comparison and of a captioning job open there', async () => {
      await page.goto(address('/runs/run-0001'))
      await page.getByRole('heading', { name: 'run-0001' }).waitFor()
      const run = await colleague(await copyLink())
      await run.getByRole('heading', { name: 'run-0001' }).waitFor()
      await leave(run)

      for (const id of ['run-0001', 'run-0002']) {
        await page.getByRole('checkbox', { name: `Compare ${id}` }).check()
      }
      await page.getByTestId('compare').waitFor()
      const compared = await colleague(await copyLink())
      await compared.getByTestId('compare').waitFor()
      await expect.poll(() => compared.getByRole('checkbox', { checked: true }).count()).toBe(2)
      await leave(compared)
      await page.goBack()
      await page.getByTestId('compare').waitFor({ state: 'detached' })

      await page.goto(address('/batch'))
      await page.getByTestId('batch-results').waitFor()
      const link = await copyLink()
      expect(link).toMatch(/#\/batch\/\d+\?library=first-[0-9a-f]{12}$/)
      const captioning = await colleague(link)
      await captioning.getByTestId('batch-item-0').waitFor()
      await leave(captioning)
    })

    it('of a review open at its order and image', async () => {
      await page.goto(address('/review'))
      const place = (of: Page) => of.getByTestId('review-place').textContent()
      const nameOf = (of: Page) => of.locator('figcaption').textContent()
      await page.getByRole('radio', { name: 'least confident captions' }).click()
      await expect.poll(() => said(page, 'order')).toBe('confidence')
      await expect.poll(() => place(page)).toMatch(/^Image 1 of/)
      for (const at of [2, 3]) {
        await page.getByRole('button', { name: 'Next image' }).click()
        await expect.poll(() => place(page)).toMatch(new RegExp(`^Image ${at} of`))
      }
      // Drawn with the place.
      const name = await nameOf(page)
      const other = await colleague(await copyLink())
      await expect.poll(() => place(other)).toMatch(/^Image 3 of/)
      await expect.poll(() => nameOf(other)).toBe(name)
      await expect
        .poll(() => other.getByRole('radio', { checked: true }).textContent())
        .toContain('confident')
      // An image that the evaluation does not have.
      await other.goto(other.url().replace(/image=\d+/, 'image=999'))
      await other.getByTestId('review-lost').waitFor()
      await leave(other)
    })

    it('of another library say which, and open it on request', async () => {
      await page.goto(address('/library?image=3&filter='))
      const link = await copyLink()
      await page.getByRole('button', { name: 'Close library' }).click()
      await page.getByRole('heading', { name: 'Open a library' }).waitFor()
      await expect.poll(() => page.getByTestId('link-waits').count()).toBe(0)

      const waiting = await colleague(link)
      await waiting.getByTestId('link-waits').waitFor()
      await expectSound(waiting, '97-link-waits')

      await page.getByRole('button', { name: join(root, 'second') }).click()
      await grid(page).waitFor()
      await expect.poll(() => page.getByTestId('other-library').count()).toBe(0)
      await waiting.getByText('This link leads to the library “first”').waitFor()
      await expectSound(waiting, '98-other-library')
      const inVietnamese = await colleague(link, 'vi-VN')
      await inVietnamese.getByText('Liên kết này dẫn đến thư viện “first”').waitFor()
      await expectSound(inVietnamese, '98-other-library-vi')
      await inVietnamese.getByRole('button', { name: 'Ở lại “second”' }).click()
      await grid(inVietnamese).or(inVietnamese.getByTestId('viewer')).first().waitFor()
      await leave(inVietnamese)

      last = waiting
      await waiting.getByRole('button', { name: `Open ${join(root, 'first')}` }).click()
      await waiting.getByTestId('viewer').waitFor()
      await expect.poll(() => said(waiting, 'image')).toBe('3')
      await leave(waiting)
    })
  })
})
