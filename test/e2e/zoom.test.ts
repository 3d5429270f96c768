import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { findViolations } from './support/axe'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { findMisfits } from './support/misfits'
import { runCli, startServer, type Server } from './support/server'
import { firstViews, views, Window, type View } from './support/views'

/** A window of 1440 x 900, and the same at 200 % zoom. */
const sizes = { full: { width: 1440, height: 900 }, zoomed: { width: 720, height: 450 } }

/** Each view is opened from the one before. */
describe.skipIf(noBrowser !== null)('every screen and dialog, at 100 % and at 200 % zoom', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  const faults: string[] = []
  const library = () => join(root, 'library')
  const existing = () => join(root, 'captions.json')

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-zoom-'))
    const data = await writeDataSet(join(root, 'data'), 0)
    // The text check has something to mend.
    const text = readFileSync(data.captions, 'utf8')
    writeFileSync(data.captions, text.replaceAll('bác sĩ', 'bác  sĩ'))
    const home = join(root, 'home')
    const run = (...args: string[]) => runCli(home, ...args, '--library', library())
    await run('import', data.captions, '--val-fraction', '0.25')
    await run('import', data.pairs)
    for (const path of [['clip'], ['gpt2', 'safetensors'], ['clipcap', 'clipcap.pt']]) {
      await run('models', 'add', oraclePath(...path))
    }
    for (const name of ['First', 'Second, with a name that is longer than most']) {
      const set = ['--preset', 'quick', '--set', 'epochs=2', '--set', `name=${name}`]
      await run('train', '--device', 'cpu', ...set)
    }
    const images = join(root, 'data', 'images_train')
    await run('caption', images, '--model', 'run-0001', '--out', existing())
    await run('evaluate', 'run-0001', '--split', 'val')
    server = await startServer(home)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: sizes.full })
    page.setDefaultTimeout(60_000)
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-zoom')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  /** Looks at a view at both sizes, and closes it if it lies over another. */
  async function lookAt({ name, over, open }: View, at: Window): Promise<void> {
    await open(at)
    if (over) await page.getByRole(over).last().waitFor()
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport)
      const screen = `zoom-${name}-${at.locale}-${size}`
      // What is laid out anew takes its place within a few frames.
      await expect.poll(() => findMisfits(page), { message: screen, timeout: 10_000 }).toEqual([])
      await keepScreen(page, screen)
    }
    const overlay = page.locator('[role="dialog"], [role="menu"]')
    // The names of roles are alike in both languages, and what lies under a menu is hidden from axe.
    if (at.locale === 'en' && (await page.getByRole('menu').count()) === 0) {
      await expect.poll(() => findViolations(page), { message: name }).toEqual([])
    }
    await page.setViewportSize(sizes.full)
    // One may lie over another.
    for (let open = await overlay.count(); open > 0; open--) {
      await page.keyboard.press('Escape')
      await expect.poll(() => overlay.count()).toBe(open - 1)
    }
  }
  async function lookAtAll(list: readonly View[], at: Window): Promise<void> {
    for (const view of list) await lookAt(view, at)
  }
  const speak = (language: string) => page.getByRole('radio', { name: language }).click()

  it('fits before a library is open, in both languages', async () => {
    await lookAtAll(firstViews, new Window(page, 'en'))
    await speak('Tiếng Việt')
    await lookAtAll(firstViews, new Window(page, 'vi'))
    await speak('English')
  })

  it('opens a library, and starts a run that is paused', async () => {
    const at = new Window(page, 'en')
    await page.getByRole('textbox', { name: at.word('welcome.open.path') }).fill(library())
    await at.press('welcome.open.action')
    await page.getByRole('gridcell').nth(3).waitFor()
    await at.go('train')
    await page.getByLabel('Preset').selectOption({ label: 'Quick try' })
    await page.getByTestId('setting-epochs').fill('2000')
    await at.press('train.start')
    await page.getByTestId('loss-chart').waitFor()
    await at.press('jobs.pause')
    await page.locator('[data-testid="run-state"][data-state="paused"]').waitFor()
  })

  it('fits in English', () => lookAtAll(views, new Window(page, 'en', existing())))

  it('fits in Vietnamese', async () => {
    await new Window(page, 'en').go('settings')
    await speak('Tiếng Việt')
    await lookAtAll(views, new Window(page, 'vi', existing()))
  })

  it('left no error behind', () => expect(faults).toEqual([]))
})
