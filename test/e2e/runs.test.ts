import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { standInSlurm, type StandIn } from '../fixtures/stand-in-slurm'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { settled } from './support/settled'
import { expectSound } from './support/sound-screen'

/** Runs are composed, queued, watched, stopped and gone on with, each step from the one before. */
describe.skipIf(noBrowser !== null)('the queue of runs in the window', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  let slurm: StandIn
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
  /** The page is loaded again: the run is in the same state, and no point of its curves is lost. */
  async function comesBack(name: string): Promise<void> {
    await expect.poll(() => drawn()).toBeGreaterThan(0)
    const before = await drawn()
    await page.reload()
    await state(name)
    await expect.poll(() => drawn()).toBeGreaterThanOrEqual(before)
  }
  async function stop(how: RegExp): Promise<void> {
    await button('Stop').click()
    await page.getByRole('menuitem', { name: how }).click()
    await state('cancelled')
  }
  const drawn = async (at = page) =>
    Number(await at.getByTestId('loss-chart').getAttribute('data-points'))

  async function openWindow(): Promise<void> {
    server = await startServer(home(), ...library())
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(60_000)
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
    mkdirSync(join(home(), 'clusters'), { recursive: true })
    mkdirSync(join(root, 'cluster'))
    slurm = standInSlurm(join(root, 'cluster'))
    const { name, ...profile } = { ...slurm.profile, every: 1 }
    writeFileSync(join(home(), 'clusters', `${name}.json`), JSON.stringify(profile))
    browser = await launchBrowser()
    await openWindow()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-runs')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('refuses settings that do not go together, with the reason, before the start', async () => {
    await goTo('Train')
    await page.getByLabel('Preset').selectOption({ label: 'Quick try' })
    await expect.poll(() => page.getByTestId('plan-captions').textContent()).not.toBe('–')
    const all = Number(await page.getByTestId('plan-captions').textContent())
    await page.getByTestId('setting-captionFilter').fill('train_0002')
    await expect.poll(() => page.getByTestId('plan-captions').textContent()).not.toBe(String(all))
    await page.getByTestId('setting-captionFilter').fill('')
    await expect.poll(() => page.getByTestId('plan-captions').textContent()).toBe(String(all))
    await page.getByLabel('Validate on', { exact: true }).selectOption({ label: 'Training' })
    await expect
      .poll(() => page.getByTestId('plan-refusal').textContent())
      .toContain('trainSplit and validationSplit are both train')
    await expect.poll(() => button('Start training').isDisabled()).toBe(true)
    await expectSound(page, '40-train-refused')
    await page.getByLabel('Validate on', { exact: true }).selectOption({ label: 'Validation' })
    await expect.poll(() => button('Start training').isEnabled()).toBe(true)
    await expect.poll(() => page.getByTestId('plan-time').textContent()).toContain('unknown')
  })

  it('queues a sweep in one step, which is reordered, thinned out and paused', async () => {
    await page.getByTestId('setting-epochs').fill('10000')
    await page.getByTestId('advanced').locator('summary').first().click()
    const captions = () => page.getByTestId('plan-captions').textContent()
    await page.getByTestId('setting-captionAuthors').fill('nobody')
    await expect.poll(captions).toBe('0')
    await page.getByTestId('setting-captionAuthors').fill('')
    await expect.poll(captions).not.toBe('0')
    await page.getByTestId('setting-keepCheckpoints').fill('3')
    await page.getByText('Sweep', { exact: true }).click()
    await page.getByTestId('sweep-values').fill('0.01 0.02 0.5e-3 0.03')
    await button('Queue 4 runs').click()
    // The first one runs.
    await expect.poll(() => queued().count()).toBe(3)
    await expect.poll(async () => (await queuedNames()).join()).not.toContain('=0.01')
    const before = await queuedNames()
    await queued().last().getByRole('button', { name: 'Move up' }).click()
    const after = [before[0], before[2], before[1]]
    await expect.poll(queuedNames).toEqual(after)
    await queued().last().getByRole('button', { name: 'Cancel job' }).click()
    await expect.poll(queuedNames).toEqual(after.slice(0, 2))
    await page.getByTestId('queue').scrollIntoViewIfNeeded()
    await expectSound(page, '41-queue')
    await page.reload()
    await expect.poll(queuedNames).toEqual(after.slice(0, 2))
    // What was typed is there again too.
    await expect
      .poll(() => page.getByTestId('sweep-values').inputValue())
      .toBe('0.01 0.02 0.5e-3 0.03')
    await expect.poll(() => page.getByTestId('setting-epochs').inputValue()).toBe('10000')
  })

  it('draws the curves, also after the workbench was killed and the run goes on', async () => {
    await page.goto(runPage('run-0001'))
    await expect.poll(() => drawn()).toBeGreaterThan(30)
    await expect.poll(() => page.getByTestId('metric-table').count()).toBe(0)
    await server.kill()
    await page.close()
    await openWindow()
    await page.goto(runPage('run-0001'))
    await state('interrupted')
    await comesBack('interrupted')
    await expect.poll(() => drawn()).toBeGreaterThan(30)
    await goTo('Train')
    await expect.poll(() => page.getByTestId('interrupted').textContent()).toContain('1 job')
    await page.getByTestId('interrupted').scrollIntoViewIfNeeded()
    await expectSound(page, '42-interrupted')
    await button('Resume all').click()
    await expect.poll(() => page.getByTestId('interrupted').count()).toBe(0)
    // The next one was taken up at the start; when it ends, the one that was interrupted has its place.
    await page.getByTestId('job-strip').getByRole('button', { name: 'Cancel job' }).click()
    await page.getByTestId('queue').locator('strong', { hasText: 'learningRate=0.01' }).waitFor()
  })

  it('shows where it went on, over steps, epochs and time', async () => {
    await goTo('Runs')
    await page.getByTestId('run-run-0001').click()
    await state('running')
    await expect.poll(() => page.getByTestId('resumed').count()).toBe(1)
    for (const axis of ['Epochs', 'Time']) await page.getByRole('radio', { name: axis }).click()
    await expectSound(page, '43-curves-time')
    await page.getByRole('radio', { name: 'Steps' }).click()
    await page.getByRole('switch').click()
    const plot = page.getByTestId('loss-chart').locator('.u-over')
    const box = await settled(() => plot.boundingBox())
    if (!box) throw new Error('the chart has no size')
    await page.mouse.move(box.x + box.width * 0.3, box.y + 40)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.7, box.y + 60, { steps: 4 })
    await page.mouse.up()
    await button('Reset zoom').waitFor()
    await expectSound(page, '44-curves-log-zoomed')
    await button('Reset zoom').click()
    await expect.poll(() => button('Reset zoom').count()).toBe(0)
  })

  it('is the same after a reload in each state, and in a second window', async () => {
    await comesBack('running')
    await page.getByText('Pause', { exact: true }).click()
    await state('paused')
    await comesBack('paused')
    await expect.poll(() => page.getByTestId('resumed').count()).toBe(1)
    const second = await browser.newPage()
    second.setDefaultTimeout(60_000)
    await second.goto(runPage('run-0001'))
    await second.locator('[data-testid="run-state"][data-state="paused"]').waitFor()
    const alike = async () => (await drawn(second)) > 0 && (await drawn(second)) === (await drawn())
    await expect.poll(alike).toBe(true)
    await second.getByText('Continue', { exact: true }).click()
    await state('running')
    await second.close()
    await button('Queue again').click()
    await state('queued')
    await page.reload()
    await state('queued')
    await button('Take out of the queue').click()
    await state('cancelled')
    await page.goto(runPage('run-0001'))
    await state('running')
  })

  it('keeps the newest checkpoints and the best, and deletes what is not needed', async () => {
    await stop(/^Stop and keep a checkpoint$/)
    await comesBack('cancelled')
    await page.getByRole('tab', { name: 'Checkpoints' }).click()
    const rows = page.getByTestId('checkpoints').locator('tbody tr')
    // The three newest, and the best if it is an older one.
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(3)
    const kept = await settled(() => rows.count())
    expect(kept).toBeLessThanOrEqual(4)
    const weights = () => {
      const dir = join(root, 'library', 'runs', 'run-0001', 'checkpoints')
      return readdirSync(dir, { recursive: true }).filter((file) =>
        String(file).endsWith('model.safetensors')
      ).length
    }
    await expect.poll(weights).toBe(kept)
    const needed = rows.last().getByRole('button', { name: /^Delete/ })
    await expect.poll(() => needed.isDisabled()).toBe(true)
    await rows
      .first()
      .getByRole('button', { name: /^Delete/ })
      .click()
    await expectSound(page, '45-checkpoints')
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => rows.count()).toBe(kept - 1)
    await expect.poll(weights).toBe(kept - 1)
  })

  it('averages checkpoints into a captioner', async () => {
    await button('Average checkpoints…').click()
    const dialog = page.getByRole('dialog')
    const averaged = page.getByTestId('averaged')
    await dialog.getByRole('radio', { name: 'Last' }).click()
    await dialog.getByLabel('Number of checkpoints').fill('1')
    await expect.poll(() => dialog.getByRole('button', { name: 'Average' }).isDisabled()).toBe(true)
    await dialog.getByLabel('Number of checkpoints').fill('2')
    await dialog.getByRole('button', { name: 'Average' }).click()
    await averaged.getByText('Averaged 2 of 2 checkpoints').waitFor()
    await dialog.getByRole('radio', { name: 'Greedy' }).click()
    await averaged.waitFor({ state: 'detached' })
    await dialog.getByRole('button', { name: 'Average' }).click()
    await averaged.getByText('Its validation loss is').waitFor()
    await expectSound(page, '45-average')
    await dialog.getByRole('link', { name: 'Show in Models' }).click()
    const card = page.getByRole('article', { name: 'run-0001-last-2' })
    await expect.poll(() => card.textContent()).toMatch(/Average of.*run-0001:\d+, run-0001:\d+/)
    await page.getByRole('article', { name: 'run-0001-greedy' }).waitFor()
    await page.goto(runPage('run-0001'))
    await page.getByRole('tab', { name: 'Checkpoints' }).waitFor()
  })

  it('stops a run without a checkpoint, which can resume from the one before', async () => {
    // The next of the queue.
    await page.getByTestId('run-run-0004').click()
    await state('running')
    const rows = page.getByTestId('checkpoints').locator('tbody tr')
    await rows.first().waitFor()
    await stop(/^Stop without a checkpoint: it can resume from step/)
    const newest = () => rows.last().locator('td').allTextContents()
    const resumes = async () => button(`Resume from step ${(await newest())[1] ?? ''}`).count()
    await expect.poll(resumes).toBe(1)
    // One that was kept at a stop has no validation.
    await expect.poll(async () => (await newest())[2]).toMatch(/^\d/)
    await page.getByTestId('run-run-0001').click()
    await state('cancelled')
  })

  it('shows how captions change, and takes a run as the beginning of another', async () => {
    await page.getByRole('tab', { name: 'Samples' }).click()
    await page.getByTestId('sample').first().locator('ins').first().waitFor()
    await expectSound(page, '46-samples')
    await button('Copy settings').click()
    await expect.poll(() => page.getByTestId('setting-epochs').inputValue()).toBe('10000')
    await expect.poll(() => page.getByTestId('plan-time').textContent()).toMatch(/about .*run-000/)
  })

  it('submits a run to a cluster, says where it waits, and takes it out of the queue there', async () => {
    await page.getByLabel('Where to train').selectOption({ label: 'lab' })
    await expect.poll(() => button('Start training').isEnabled()).toBe(true)
    slurm.queue(['42_0|PENDING|gpu||Priority'])
    await button('Start training').click()
    await expect
      .poll(() => page.getByTestId('run-cluster').textContent())
      .toContain('lab · gpu · Priority · job 42_0')
    await state('queued')
    await expectSound(page, '46-run-on-cluster')
    await button('Take out of the queue').click()
    await expect.poll(() => slurm.cancelled()).toContain('42_0')
    slurm.queue(['42_0|CANCELLED|gpu||None'])
    await state('cancelled')
    await button('Start from the beginning').click()
    await expect
      .poll(() => page.getByRole('menuitem').allTextContents())
      .toEqual(['Submit to lab', 'On this machine'])
    await keepScreen(page, '46b-submit-again')
    slurm.queue(['43_0|RUNNING|gpu|n1|None'])
    await page.getByRole('menuitem', { name: 'Submit to lab' }).click()
    await expect
      .poll(() => page.getByTestId('run-cluster').textContent())
      .toContain('lab · gpu · n1 · job 43_0')
    await state('running')
    expect(slurm.submitted()).toHaveLength(2)
    await button('Stop').click()
    await page.getByRole('menuitem', { name: /^Stop without/ }).click()
    await expect.poll(() => slurm.cancelled().split('\n')).toContain('43_0')
    slurm.queue(['43_0|CANCELLED|gpu||None'])
    await state('cancelled')
    await goTo('Settings')
    await expect.poll(() => page.getByTestId('clusters').textContent()).toContain('lab')
    await goTo('Train')
    await page.getByLabel('Where to train').selectOption({ label: 'This machine' })
  })

  it('renames, tags and archives a run, and deletes one that is not needed', async () => {
    await page.goto(runPage('run-0001'))
    await button('Edit').click()
    await page.getByTestId('run-name').fill('Tốc độ học cao')
    await page.getByTestId('run-tags').fill('thử, so sánh')
    await page.getByTestId('run-note').fill('Câu ngắn hơn.')
    await button('Save').click()
    await expect.poll(() => page.getByTestId('run-notes').textContent()).toContain('Câu ngắn hơn.')
    await page.getByRole('heading', { name: 'Tốc độ học cao' }).waitFor()
    await expectSound(page, '47-run-notes')
    await page.reload()
    await page.getByRole('heading', { name: 'Tốc độ học cao' }).waitFor()
    await button('Archive').click()
    await button('Unarchive').waitFor()
    await button('Delete run').click()
    await page.getByText(/This frees [\d.]+ MB/).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete run' }).click()
    await expect.poll(() => page.getByTestId('run-run-0001').count()).toBe(0)
    await expect
      .poll(async () => readdirSync(join(root, 'library', 'runs')))
      .not.toContain('run-0001')
  })

  it('shows the recommended preset fitted to the data, and the recipe with what it will do', async () => {
    await goTo('Train')
    await page.getByLabel('Preset').selectOption({ label: 'Recommended' })
    await expect.poll(() => page.getByTestId('plan-fitted').textContent()).toContain('Epochs')
    await expect.poll(() => page.getByTestId('fit-epochs').count()).toBe(0)
    await page.getByTestId('search-settings').fill('patience')
    await expectSound(page, '48-train-recommended')
    const row = { label: 'ViT-B/32, captions and translation 1-1' }
    await page.getByLabel('Preset').selectOption(row)
    await page.getByTestId('fit-batchSize').getByRole('button').click()
    // An epoch of one caption and pair each has 46 examples: 2 leave 23 steps.
    await expect.poll(() => page.getByTestId('setting-batchSize').inputValue()).toBe('2')
    await expect.poll(() => page.getByTestId('fit-batchSize').count()).toBe(0)
    await page.getByTestId('fit-warmupSteps').waitFor()
    await page.getByTestId('changed-batchSize').waitFor()
    await expect.poll(() => page.getByTestId('setting-patience').isDisabled()).toBe(true)
    await goTo('Settings')
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
    await goTo('Huấn luyện')
    await page.getByTestId('fit-warmupSteps').waitFor()
    await expectSound(page, '49-train-vietnamese')
  })

  it('left no error behind', () => expect(faults).toEqual([]))
})
