import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DesktopProcess } from '../desktop/support/desktop-process'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { electronSwitch, openDesktopPage, type DesktopPage } from './support/desktop-page'
import { runCli } from './support/server'

describe.skipIf(noBrowser)('the desktop’s page in a real Chromium', () => {
  let dir: string
  let browser: Browser
  let desktop: DesktopProcess
  let opened: DesktopPage
  const complaints: string[] = []

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-desktop-page-'))
    const home = join(dir, 'home')
    const library = join(dir, 'library')
    const data = await writeDataSet(join(dir, 'data'), 0)
    await runCli(home, 'import', data.captions, '--library', library)
    desktop = new DesktopProcess({ home, args: ['--library', library] })
    await desktop.evaluate(({ until, stage }) => until(() => stage.windows[0]?.isVisible()))
    browser = await launchBrowser(electronSwitch)
    opened = await openDesktopPage(browser, desktop, (page) => {
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(error.message))
    })
  })
  afterAll(async () => {
    await opened?.close()
    await browser?.close()
    await desktop?.kill()
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
  })

  /** Images on the screen, once all of them are there; 0 before. */
  const shownImages = () =>
    opened.page
      .locator('img[src^="/media/thumbnails/"]')
      .evaluateAll((all: HTMLImageElement[]) =>
        all.every((image) => image.complete && image.naturalWidth > 0) ? all.length : 0
      )

  test('the preload says that this is the desktop and hands over a port', async () => {
    await expect.poll(opened.ports).toBe(1)
    await expect.poll(() => [...opened.exposed.keys()]).toEqual(['viecapDesktop', 'viecapPathOf'])
    expect(opened.exposed.get('viecapDesktop')).toBe(true)
    await expect.poll(() => opened.page.title()).toBe('library – Viecap Workbench')
  })

  test('images come from the page’s own origin', async () => {
    await expect.poll(shownImages).toBeGreaterThan(10)
    await keepScreen(opened.page, 'desktop-page')
  })

  test('a whole image is asked for again by its tag, and not sent again', async () => {
    const sizes = await opened.page.evaluate(async () => {
      const load = async () => (await (await fetch('/media/images/1')).blob()).size
      return [await load(), await load()]
    })
    expect(sizes[0]).toBeGreaterThan(1000)
    expect(sizes[1]).toBe(sizes[0])
    const answers = opened.requests.filter(({ path }) => path === '/media/images/1')
    expect(answers.map(({ status }) => status)).toEqual([200, 304])
  })

  test('offers no links, which nobody else could open', async () => {
    await opened.page.getByRole('gridcell').first().dblclick()
    await opened.page.getByTestId('viewer').waitFor()
    await expect.poll(() => opened.page.getByRole('button', { name: 'Copy link' }).count()).toBe(0)
    await opened.page.getByRole('button', { name: 'Back to the grid' }).click()
    await opened.page.getByTestId('viewer').waitFor({ state: 'detached' })
  })

  test('the policy runs nothing but our own scripts, and nothing of ours breaks it', async () => {
    expect(complaints).toEqual([])
    const outcome = await opened.page.evaluate(async () => {
      const broken: string[] = []
      document.addEventListener('securitypolicyviolation', (event) =>
        broken.push(event.effectiveDirective)
      )
      const script = document.createElement('script')
      script.textContent = 'window.ran = true'
      document.body.append(script)
      const image = document.createElement('img')
      image.src = 'https://example.org/spy.png'
      document.body.append(image)
      await fetch('https://example.org/').catch(() => undefined)
      // Each is told by an event of its own, some time later.
      const end = Date.now() + 30_000
      do await new Promise((resolve) => setTimeout(resolve, 200))
      while (broken.length < 3 && Date.now() < end)
      script.remove()
      image.remove()
      return { broken: broken.sort(), ran: 'ran' in window }
    })
    expect(outcome).toEqual({ broken: ['connect-src', 'img-src', 'script-src-elem'], ran: false })
  })

  test('after a reload the page has a port of its own, and the images that it had', async () => {
    const connections = () => desktop.evaluate(({ ports }) => ports.size)
    await expect.poll(() => connections()).toBe(1)
    await expect.poll(shownImages).toBeGreaterThan(10)
    const before = opened.requests.length
    await opened.page.reload()
    await expect.poll(opened.ports).toBe(2)
    await expect.poll(() => opened.page.title()).toBe('library – Viecap Workbench')
    await expect.poll(shownImages).toBeGreaterThan(10)
    // Thumbnails by their content's name need not be asked for again (in Electron they are: what its
    // schemes answer reaches no cache on the disk).
    const again = opened.requests.slice(before).filter(({ path }) => path.startsWith('/media/'))
    expect(again).toEqual([])
  })

  test('a port that the desktop closes is replaced', async () => {
    await desktop.evaluate(({ ports }) => [...ports.values()].at(-1)?.close())
    await expect.poll(opened.ports).toBe(3)
    await opened.page.keyboard.press('?')
    await expect.poll(() => opened.page.getByRole('dialog').isVisible()).toBe(true)
  })
})
