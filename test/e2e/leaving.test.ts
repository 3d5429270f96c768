import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readyLibrary } from '../integration/support/trained-library'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** A library is left while a training runs in it, each step from the one before. */
describe.skipIf(noBrowser !== null)('leaving a library whose job runs', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const state = (name: string) =>
    page.locator(`[data-testid="run-state"][data-state="${name}"]`).waitFor()

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-leaving-'))
    server = await startServer(join(root, 'home'), '--library', await readyLibrary(root))
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
    await goTo('Train')
    await page.getByLabel('Preset').selectOption({ label: 'Quick try' })
    await page.getByTestId('setting-batchSize').fill('2')
    await page.getByTestId('setting-epochs').fill('10000')
    await page.getByTestId('advanced').locator('summary').first().click()
    await page.getByTestId('setting-validateEvery').fill('100000')
    await button('Start training').click()
    await goTo('Runs')
    await page.getByTestId('run-run-0001').click()
    await state('running')
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-leaving')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('asks first, and stays where a person would rather wait', async () => {
    const drawn = async () =>
      Number(await page.getByTestId('loss-chart').getAttribute('data-points'))
    await expect.poll(drawn).toBeGreaterThan(2)
    await button('Close library').click()
    await dialog().getByText('Training is running in this library').waitFor()
    await expectSound(page, '95-leaving')
    await button('Wait').click()
    await dialog().waitFor({ state: 'detached' })
    await button('Close library').click()
    await dialog().waitFor()
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(() => page.getByTestId('library-name').isVisible()).toBe(true)
    await state('running')
  })

  it('interrupts the job where a person says so, with a checkpoint, and it can be resumed', async () => {
    await button('Close library').click()
    await button('Interrupt and close').click()
    await page.getByRole('heading', { name: 'Open a library' }).waitFor()
    await page.locator('.recent').first().click()
    await goTo('Runs')
    await page.getByTestId('run-run-0001').click()
    await state('interrupted')
    await page.getByRole('tab', { name: 'Checkpoints' }).click()
    await expectSound(page, '97-stopped-checkpoint')
    await page.getByRole('tab', { name: 'Curves' }).click()
    await page.getByRole('button', { name: /^Resume from step/ }).click()
    await state('running')
    // No validation was due yet: it continues from where it was stopped.
    await expect.poll(() => page.getByTestId('resumed').count()).toBe(1)
  })

  it('asks in Vietnamese', async () => {
    await goTo('Settings')
    await page.getByText('Tiếng Việt', { exact: true }).click()
    await button('Đóng thư viện').click()
    await dialog().getByText('đang chạy trong thư viện này').waitFor()
    await expectSound(page, '96-leaving-vi')
    await button('Đợi').click()
    await dialog().waitFor({ state: 'detached' })
  })
})
