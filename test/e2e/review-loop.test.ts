import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { oraclePath } from '../fixtures/oracle'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** Once around the loop, each step continuing from the one before. */
describe.skipIf(noBrowser !== null)('the loop from training to review and back', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  /** Of the images that are evaluated. */
  const count = 12
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const caption = () => page.locator('[data-testid="review-caption"][aria-current="true"]')
  const place = () => page.getByTestId('review-place').textContent()

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-loop-'))
    const { captions } = await writeDataSet(join(root, 'data'), 0)
    const home = join(root, 'home')
    const library = ['--library', join(root, 'library')]
    await runCli(home, 'import', captions, '--val-fraction', '0.5', ...library)
    for (const folder of [oraclePath('gpt2', 'safetensors'), oraclePath('clip')]) {
      await runCli(home, 'models', 'add', folder, ...library)
    }
    const settings = ['epochs=2', 'validationImages=0', 'sampleImages=0', 'name=First']
    const set = settings.flatMap((one) => ['--set', one])
    await runCli(home, 'train', '--device', 'cpu', '--preset', 'quick', ...set, ...library)
    server = await startServer(home, ...library)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
  })
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
    await expect.poll(() => place()).toBe(`Image 1 of ${count}`)
    await expectSound(page, '60-review')
  })

  it('corrects five captions by keys, and comes to the next one by itself', async () => {
    const text = async () => (await caption().locator('.text').textContent()) ?? ''
    for (let corrected = 1; corrected <= 5; corrected++) {
      const wrong = await text()
      await page.keyboard.press('e')
      const area = page.getByRole('textbox', { name: 'New caption' })
      await area.fill(wrong.replace(/\.$/, ` trong tranh ${corrected}.`))
      if (corrected === 1) await expectSound(page, '61-review-correct')
      await page.keyboard.press('Control+Enter')
      await expect
        .poll(() => page.getByTestId('review-counts').textContent())
        .toContain(`${corrected} corrected`)
      await expect.poll(text).not.toMatch(/trong tranh|^$/)
      await area.waitFor({ state: 'detached' })
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
