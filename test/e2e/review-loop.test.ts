import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'
import { writeSpoiledWorld, type SpoiledWorld } from './support/spoiled-world'

const models = join(import.meta.dirname, '..', '..', 'resources', 'demo')

/** Once around the loop, each step continuing from the one before. */
describe.skipIf(noBrowser !== null)('the loop from training to review and back', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  let world: SpoiledWorld
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const caption = () => page.locator('[data-testid="review-caption"][aria-current="true"]')
  const place = () => page.getByTestId('review-place').textContent()

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-loop-'))
    world = await writeSpoiledWorld(join(root, 'world'))
    const home = join(root, 'home')
    const library = ['--library', join(root, 'library')]
    for (const split of ['train', 'val']) {
      const file = join(world.folder, `${split}_captions.json`)
      const images = join(world.folder, 'images')
      await runCli(home, 'import', file, '--images', images, '--split', split, ...library)
    }
    for (const model of ['clip-patch16', 'gpt2']) {
      await runCli(home, 'models', 'add', join(models, model), ...library)
    }
    const settings = ['batchSize=32', 'epochs=10', 'validationImages=0', 'sampleImages=0']
    const set = [...settings, 'name=First'].flatMap((one) => ['--set', one])
    await runCli(home, 'train', '--device', 'cpu', '--preset', 'quick', ...set, ...library)
    server = await startServer(home, ...library)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
  }, 900_000)
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-review-loop')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('evaluates the run and keeps what it found for each image', async () => {
    await goTo('Review')
    await page.getByText('Decoding').click()
    await page.getByLabel('Search', { exact: true }).selectOption('greedy')
    await button('Evaluate').click()
    await page.getByTestId('evaluation-list').getByText('First').waitFor({ timeout: 280_000 })
    await caption().waitFor()
    await expect.poll(() => place()).toBe('Image 1 of 100')
    await expectSound(page, '60-review')
  })

  it('has put the captions that were spoiled among the first tenth', async () => {
    const first: string[] = []
    for (let index = 0; index < 10; index++) {
      await expect.poll(place).toBe(`Image ${index + 1} of 100`)
      first.push((await page.locator('figcaption').textContent()) ?? '')
      await page.keyboard.press('ArrowRight')
    }
    expect(first).toEqual(expect.arrayContaining([...world.spoiled.keys()]))
    for (let index = 0; index < 10; index++) await page.keyboard.press('ArrowLeft')
    await expect.poll(place).toBe('Image 1 of 100')
  })

  it('corrects five captions by keys, the spoiled ones among them', async () => {
    // The two that were spoiled, and of the others the first three that come.
    let others = 3
    let corrected = 0
    for (let index = 0; corrected < 5; index++) {
      await expect.poll(place).toBe(`Image ${index + 1} of 100`)
      const spoilt = world.spoiled.get((await page.locator('figcaption').textContent()) ?? '')
      if (spoilt || others > 0) {
        const text = (await caption().locator('.text').textContent()) ?? ''
        if (spoilt) expect(text).toBe(spoilt.wrong)
        else others--
        await page.keyboard.press('e')
        const area = page.getByRole('textbox', { name: 'New caption' })
        await area.fill(spoilt?.right ?? text.replace(/\.$/, ' trong tranh.'))
        if (corrected === 0) await expectSound(page, '61-review-correct')
        await page.keyboard.press('Control+Enter')
        corrected++
        await expect
          .poll(() => page.getByTestId('review-counts').textContent())
          .toContain(`${corrected} corrected`)
      }
      if ((await place()) === `Image ${index + 1} of 100`) await page.keyboard.press('ArrowRight')
    }
    await expectSound(page, '62-review-corrected')
  })

  it('queues a fine-tune from the checkpoint in one step, and the next evaluation behind it', async () => {
    await button('Fine-tune').click()
    await page.getByLabel('Name of the run').fill('Second')
    await page.getByLabel('Epochs').fill('1')
    await page.getByLabel('Learning rate').fill('1e-4')
    await button('Add to queue').click()
    await page.getByRole('heading', { name: 'Second' }).waitFor()
    await goTo('Review')
    await page.getByTestId('evaluation-list').getByText('Second').waitFor({ timeout: 280_000 })
    await page.getByLabel('Compare with').selectOption({ index: 1 })
    const gain = page.getByTestId('review-gain')
    await gain.waitFor()
    await expect.poll(() => gain.textContent()).toMatch(/BLEU0\.\d{3}0\.\d{3}[+-]?0\.\d{3}/)
    await expectSound(page, '63-review-gain')
  })

  it('compares the two runs: settings, captions and scores that differ', async () => {
    await goTo('Runs')
    await page.getByRole('checkbox', { name: 'Compare First' }).check()
    await page.getByRole('checkbox', { name: 'Compare Second' }).check()
    const chart = page.getByTestId('compare-chart')
    await expect.poll(() => chart.getAttribute('data-lines')).toBe('2')
    await expect.poll(() => page.getByTestId('compare-settings').textContent()).toContain('Epochs')
    await expect.poll(() => page.getByTestId('compare-data').textContent()).toContain('5 edited')
    await page.getByTestId('compare-scores').waitFor()
    await expectSound(page, '64-compare')
    await button('Export…').click()
    const file = join(root, 'curves.svg')
    await page.getByRole('textbox', { name: 'Output file' }).fill(file)
    await page.getByRole('dialog').getByRole('button', { name: 'Export…' }).click()
    await page.getByRole('status').filter({ hasText: 'Wrote' }).waitFor()
    await expect.poll(() => readFileSync(file, 'utf8')).toContain('Second')
  })
})
