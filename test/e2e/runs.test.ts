import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { eventually } from './support/eventually'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** Runs are composed, queued, watched, stopped and gone on with, each step from the one before. */
describe.skipIf(noBrowser !== null)('the queue of runs in the window', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  const faults: string[] = []
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
  const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const home = () => join(root, 'home')
  const library = () => ['--library', join(root, 'library')]
  const queued = () => page.locator('[data-testid^="queued-"]')
  const queuedNames = () => page.locator('[data-testid^="queued-"] .name').allTextContents()
  const state = (name: string) =>
    page.locator(`[data-testid="run-state"][data-state="${name}"]`).waitFor({ timeout: 120_000 })
  const runPage = (id: string) => `${server.url.split('#')[0] ?? ''}#/runs/${id}`
  /** The page is loaded anew: the run is in the same state, and no point of its curves is lost. */
  async function comesBack(name: string): Promise<void> {
    const before = await drawn()
    await page.reload()
    await state(name)
    await eventually(drawn).toBeGreaterThanOrEqual(before)
  }
  const drawn = async () => Number(await page.getByTestId('loss-chart').getAttribute('data-points'))

  async function openWindow(): Promise<void> {
    server = await startServer(home(), ...library())
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(30_000)
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(server.url)
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-runs-'))
    const data = await writeDataSet(join(root, 'data'), 0)
    await runCli(home(), 'import', data.captions, '--val-fraction', '0.25', ...library())
    await runCli(home(), 'import', data.pairs, '--val-fraction', '0.25', ...library())
    for (const folder of [oraclePath('gpt2', 'safetensors'), oraclePath('clip')]) {
      await runCli(home(), 'models', 'add', folder, ...library())
    }
    browser = await launchBrowser()
    await openWindow()
  }, 120_000)
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-runs')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true })
  })

  it('refuses settings that do not go together, with the reason, before the start', async () => {
    await goTo('Train')
    await page.getByLabel('Preset').selectOption({ label: 'Quick try' })
    await eventually(() => page.getByTestId('plan-captions').textContent()).not.toBe('–')
    const all = Number(await page.getByTestId('plan-captions').textContent())
    await page.getByTestId('setting-captionFilter').fill('train_0002')
    await eventually(() => page.getByTestId('plan-captions').textContent()).not.toBe(String(all))
    await page.getByTestId('setting-captionFilter').fill('')
    await eventually(() => page.getByTestId('plan-captions').textContent()).toBe(String(all))
    await page.getByLabel('Validate on').selectOption({ label: 'Training' })
    await eventually(() => page.getByTestId('plan-refusal').textContent()).toContain(
      'trainSplit and validationSplit are both train'
    )
    expect(await button('Start training').isDisabled()).toBe(true)
    await expectSound(page, '40-train-refused')
    await page.getByLabel('Validate on').selectOption({ label: 'Validation' })
    await eventually(() => button('Start training').isEnabled()).toBe(true)
    expect(await page.getByTestId('plan-time').textContent()).toContain('unknown')
  })

  it('queues a sweep in one step, which is reordered, thinned out and paused', async () => {
    await page.getByTestId('setting-epochs').fill('2000')
    await page.getByTestId('setting-keepCheckpoints').fill('2')
    await page.getByText('Sweep', { exact: true }).click()
    await page.getByTestId('sweep-values').fill('0.01 0.02 0.5e-3 0.03')
    await button('Queue 4 runs').click()
    await eventually(() => queued().count()).toBe(3)
    const before = await queuedNames()
    await queued().last().getByRole('button', { name: 'Earlier' }).click()
    const after = [before[0], before[2], before[1]]
    await eventually(queuedNames).toEqual(after)
    await queued().last().getByRole('button', { name: 'Cancel job' }).click()
    await eventually(queuedNames).toEqual(after.slice(0, 2))
    await page.getByTestId('queue').scrollIntoViewIfNeeded()
    await expectSound(page, '41-queue')
    await page.reload()
    await eventually(queuedNames).toEqual(after.slice(0, 2))
    // What was typed is there again too.
    expect(await page.getByTestId('sweep-values').inputValue()).toBe('0.01 0.02 0.5e-3 0.03')
    expect(await page.getByTestId('setting-epochs').inputValue()).toBe('2000')
  })

  it('draws the curves, also after the workbench was killed and the run goes on', async () => {
    await page.goto(runPage('run-0001'))
    await eventually(drawn).toBeGreaterThan(30)
    await eventually(() => page.getByTestId('metric-table').count()).toBe(0)
    await server.kill()
    await page.close()
    await openWindow()
    await page.goto(runPage('run-0001'))
    await state('interrupted')
    await comesBack('interrupted')
    expect(await drawn()).toBeGreaterThan(30)
    await goTo('Train')
    await eventually(() => page.getByTestId('interrupted').textContent()).toContain('1 job')
    await page.getByTestId('interrupted').scrollIntoViewIfNeeded()
    await expectSound(page, '42-interrupted')
    await button('Resume all').click()
    await eventually(() => page.getByTestId('interrupted').count()).toBe(0)
    // The next one was taken up at the start; when it ends, the one that was interrupted has its place.
    await page.getByTestId('job-strip').getByRole('button', { name: 'Cancel job' }).click()
    await page.getByTestId('queue').locator('strong', { hasText: 'learningRate=0.01' }).waitFor()
  })

  it('shows where it went on, over steps, epochs and time', async () => {
    await goTo('Runs')
    await page.getByTestId('run-run-0001').click()
    await state('running')
    await eventually(() => page.getByTestId('resumed').count()).toBe(1)
    for (const axis of ['Epochs', 'Time']) await page.getByRole('radio', { name: axis }).click()
    await expectSound(page, '43-curves-time')
    await page.getByRole('radio', { name: 'Steps' }).click()
    await page.getByRole('switch').click()
    const plot = page.getByTestId('loss-chart').locator('.u-over')
    const box = await plot.boundingBox()
    if (!box) throw new Error('the chart has no size')
    await page.mouse.move(box.x + box.width * 0.3, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 4 })
    await page.mouse.up()
    await button('Show all').waitFor()
    await expectSound(page, '44-curves-log-zoomed')
    await button('Show all').click()
    await eventually(() => button('Show all').count()).toBe(0)
  })

  it('is the same after a reload in each state, and in a second window', async () => {
    await comesBack('running')
    await page.getByText('Pause', { exact: true }).click()
    await state('paused')
    await comesBack('paused')
    expect(await page.getByTestId('resumed').count()).toBe(1)
    const second = await browser.newPage()
    await second.goto(runPage('run-0001'))
    await second.locator('[data-testid="run-state"][data-state="paused"]').waitFor()
    await eventually(async () =>
      Number(await second.getByTestId('loss-chart').getAttribute('data-points'))
    ).toBe(await drawn())
    await second.getByText('Go on', { exact: true }).click()
    await state('running')
    await second.close()
    await button('Queue again').click()
    await state('queued')
    await page.reload()
    await state('queued')
    await button('Cancel run').click()
    await state('cancelled')
    await page.goto(runPage('run-0001'))
    await state('running')
  })

  it('keeps the newest checkpoints and the best, and deletes what is not needed', async () => {
    await button('Cancel run').click()
    await state('cancelled')
    await comesBack('cancelled')
    await page.getByRole('tab', { name: 'Checkpoints' }).click()
    const rows = page.getByTestId('checkpoints').locator('tbody tr')
    const kept = await rows.count()
    expect(kept).toBeGreaterThanOrEqual(2)
    expect(kept).toBeLessThanOrEqual(3)
    const weights = () => {
      const dir = join(root, 'library', 'runs', 'run-0001', 'checkpoints')
      return readdirSync(dir, { recursive: true }).filter((file) =>
        String(file).endsWith('model.safetensors')
      ).length
    }
    await eventually(weights).toBe(kept)
    expect(
      await rows
        .last()
        .getByRole('button', { name: /^Delete/ })
        .isDisabled()
    ).toBe(true)
    await rows
      .first()
      .getByRole('button', { name: /^Delete/ })
      .click()
    await expectSound(page, '45-checkpoints')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await eventually(() => rows.count()).toBe(kept - 1)
    expect(weights()).toBe(kept - 1)
  })

  it('shows how captions change, and takes a run as the beginning of another', async () => {
    await page.getByRole('tab', { name: 'Samples' }).click()
    await page.getByTestId('sample').first().locator('ins').first().waitFor()
    await expectSound(page, '46-samples')
    await button('Copy settings').click()
    await eventually(() => page.getByTestId('setting-epochs').inputValue()).toBe('2000')
    await eventually(() => page.getByTestId('plan-time').textContent()).toMatch(/about .*run-000/)
  })

  it('left no error behind', () => expect(faults).toEqual([]))
})
