import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { VisionServer } from '../fixtures/vision-server'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { forGuide, guideDir, keepForGuide } from './support/guide-screen'
import { runCli, startServer, type Server } from './support/server'
import { writeSpoiledWorld } from './support/spoiled-world'

const models = join(import.meta.dirname, '..', '..', 'resources', 'demo')

/** The window as docs/guide shows it, walked through in the guide's order. */
describe.skipIf(noBrowser !== null)("the user's guide", () => {
  let root = ''
  let browser: Browser
  let server: Server | null = null
  let page: Page
  const taken = new Set<string>()
  const home = () => join(root, 'home')
  const library = () => ['--library', join(root, 'hospital')]
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click()

  async function open(locale: string, ...args: string[]): Promise<void> {
    server = await startServer(home(), ...args)
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
  }
  /** With what a reader has in the place of what only a test has: its folders, and its server. */
  async function keep(name: string, ollama?: VisionServer): Promise<void> {
    await keepForGuide(page, name, [
      [home(), '/home/you'],
      [root, '/home/you'],
      [ollama?.url ?? root, 'http://localhost:11434/v1']
    ])
    taken.add(`${name}.webp`)
  }

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'viecap-guide-'))
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-guide')
    await page.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })
  afterAll(() => browser?.close())

  it.each([
    { locale: 'en-GB', ending: '', checker: 'Text check' },
    { locale: 'vi-VN', ending: '-vi', checker: 'Soát lỗi' }
  ])("shows an annotator's day ($locale)", async ({ locale, ending, checker }) => {
    const data = await writeDataSet(join(root, 'data'), 0)
    await runCli(home(), 'import', data.captions, '--val-fraction', '0.25', ...library())
    await open(locale, ...library())
    await page.getByRole('gridcell').nth(5).waitFor()
    await page.getByRole('gridcell').first().click()
    // Two are decided on in the grid by their keys.
    await page.keyboard.press('a')
    await page.keyboard.press('a')
    const accepted = page.getByLabel(ending ? 'Đã duyệt' : 'Accepted', { exact: true })
    await expect.poll(() => accepted.count()).toBe(2)
    await keep(`annotator-grid${ending}`)

    await page.keyboard.press('Enter')
    await page.getByTestId('caption-text-0').fill('Bác sĩ hướng dẩn một bệnh nhân uống thuốc .')
    await expect.poll(() => page.getByTestId('save-mark').getAttribute('data-mark')).toBe('saved')
    await page.getByTestId('issues').waitFor()
    await keep(`annotator-editor${ending}`)

    await page.keyboard.press('Escape')
    await goTo(checker)
    await page.getByTestId('check-word').getByRole('link').waitFor()
    await keep(`annotator-check${ending}`)
  })

  it("shows a newcomer's first captions", async () => {
    const photos = join(root, 'photos')
    renameSync((await writeDataSet(join(root, 'data'), 0)).toCaption, photos)
    const caption = () => 'Tranh vẽ những người trong bệnh viện .'
    const vision = await VisionServer.start({ caption })
    await open('en-GB')
    await page.getByLabel('Folder of photos', { exact: true }).fill(photos)
    await keep('newcomer-start')
    await button('Continue').click()
    await page.getByLabel('Address of the server', { exact: true }).fill(vision.url)
    await button('List models').click()
    const model = page.getByLabel('Vision model', { exact: true })
    await expect.poll(() => model.inputValue()).toBe('qwen2.5vl:7b')
    await button('Caption the first 8 photos').click()
    const written = page.getByTestId('first-captions').locator('[data-state="done"]')
    await expect.poll(() => written.count()).toBe(6)
    await keep('newcomer-first', vision)
    await button('Caption all photos').click()
    await expect.poll(() => page.getByTestId('batch-state').getAttribute('data-state')).toBe('done')
    await vision.close()
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByRole('gridcell').first().dblclick()
    await page.getByTestId('suggestions').getByText('Tranh vẽ').waitFor()
    await keep('newcomer-suggestion')
  })

  it("shows a model builder's day", async () => {
    // The guide shows runs that have learnt something; that there are curves is told by less.
    const sizes = forGuide ? { train: 120, val: 20 } : { train: 24, val: 6 }
    const world = await writeSpoiledWorld(join(root, 'world'), sizes)
    for (const split of ['train', 'val']) {
      const file = join(world.folder, `${split}_captions.json`)
      const images = join(world.folder, 'images')
      await runCli(home(), 'import', file, '--images', images, '--split', split, ...library())
    }
    for (const model of ['clip-patch16', 'gpt2']) {
      await runCli(home(), 'models', 'add', join(models, model), ...library())
    }
    const train = (name: string, ...settings: string[]) => {
      const quick = ['validationImages=4', 'sampleImages=4', 'batchSize=16', `name=${name}`]
      const set = [...quick, ...settings].flatMap((one) => ['--set', one])
      return runCli(home(), 'train', '--device', 'cpu', '--preset', 'quick', ...set, ...library())
    }
    await train('First', `epochs=${forGuide ? 14 : 2}`, 'learningRate=0.002')
    await train('Smaller rate', `epochs=${forGuide ? 8 : 2}`, 'learningRate=0.0005')
    const greedy = ['--decode', 'greedy', '--max-tokens', '20']
    await runCli(home(), 'evaluate', 'run-0001', ...greedy, ...library())

    await open('en-GB', ...library())
    await goTo('Train')
    await page.getByText('Training plan').waitFor()
    await expect.poll(() => page.getByTestId('plan-captions').textContent()).not.toBe('–')
    await expect.poll(() => button('Start training').isEnabled()).toBe(true)
    await keep('builder-train')
    await goTo('Runs')
    await page.getByTestId('run-run-0001').click()
    await page.getByRole('heading', { name: 'First' }).waitFor()
    const drawn = async () =>
      Number(await page.getByTestId('loss-chart').getAttribute('data-points'))
    await expect.poll(drawn).toBeGreaterThan(1)
    await keep('builder-run')
    await page.getByRole('checkbox', { name: 'Compare First' }).check()
    await page.getByRole('checkbox', { name: 'Compare Smaller rate' }).check()
    const chart = page.getByTestId('compare-chart')
    await expect.poll(() => chart.getAttribute('data-lines')).toBe('2')
    await keep('builder-compare')
    await goTo('Review')
    await page.locator('[data-testid="review-caption"][aria-current="true"]').waitFor()
    await keep('builder-review')
  }, 900_000)

  it('has the screenshots that its pages show, each of a window that is there', () => {
    const pages = readdirSync(guideDir).filter((file) => file.endsWith('.md'))
    const shown = pages.flatMap((file) =>
      [...readFileSync(join(guideDir, file), 'utf8').matchAll(/\(screens\/([^)]+)\)/g)].map(
        ([, name]) => name
      )
    )
    const there = readdirSync(join(guideDir, 'screens'))
    expect([...new Set(shown)].sort()).toEqual([...there].sort())
    expect([...taken].sort()).toEqual([...there].sort())
    for (const file of there) {
      expect(statSync(join(guideDir, 'screens', file)).size).toBeLessThan(150_000)
    }
  })
})
