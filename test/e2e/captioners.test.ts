import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet, type DataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { serveFolder } from './support/static-folder'
import { expectSound } from './support/sound-screen'

/** A ClipCap checkpoint made elsewhere, each step continuing from the one before. */
describe.skipIf(noBrowser !== null)('a checkpoint of ClipCap in the window', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  let data: DataSet
  const faults: string[] = []
  const home = () => join(root, 'home')
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const dialog = () => page.getByRole('dialog')
  const goTo = (name: string) => page.getByRole('link', { name, exact: true }).click()
  const checkpoint = oraclePath('clipcap', 'clipcap.pt')

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-captioners-'))
    data = await writeDataSet(join(root, 'data'), 0)
    const library = ['--library', join(root, 'library')]
    await runCli(home(), 'import', data.captions, '--val-fraction', '0.25', ...library)
    server = await startServer(home(), ...library)
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1280, height: 860 } })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-captioners')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  async function add(path: string): Promise<void> {
    await button('Add model').first().click()
    await page.getByRole('textbox', { name: 'Model folder or checkpoint file' }).fill(path)
    await dialog().getByRole('button', { name: 'Add model' }).click()
  }

  it('is added once the models that it works with are there', async () => {
    await goTo('Models')
    await add(checkpoint)
    await dialog().getByText('does not say which GPT-2 it belongs to').waitFor()
    await dialog().getByText('No GPT-2 is registered yet').waitFor()
    await expectSound(page, '30-captioner-lacks')
    await button('Cancel').click()
    for (const folder of [oraclePath('gpt2', 'safetensors'), oraclePath('clip')]) {
      await add(folder)
      await dialog().waitFor({ state: 'detached' })
    }
    await button('Add model').first().click()
    await page.getByRole('textbox', { name: 'Model folder or checkpoint file' }).fill(checkpoint)
    await dialog().getByLabel('GPT-2 model').selectOption({ label: 'safetensors' })
    await dialog().getByLabel('Encoder').selectOption({ label: 'clip' })
    await expect.poll(() => dialog().getByLabel('Encoder').inputValue()).not.toBe('0')
    await dialog().getByRole('button', { name: 'Add model' }).click()
    await dialog().waitFor({ state: 'detached' })
    const card = page.getByRole('article', { name: 'clipcap.pt' })
    await expect
      .poll(() => card.textContent())
      .toMatch(/Captioner.*Encoder.*clip.*GPT-2 model.*safetensors/)
    await card.scrollIntoViewIfNeeded()
    await expectSound(page, '31-captioner')
  })

  it('is evaluated, with its scores in the dialog', async () => {
    await button('Evaluate').click()
    await dialog().getByLabel('Beams', { exact: true }).fill('2')
    await dialog().getByRole('button', { name: 'Evaluate' }).click()
    const scores = page.getByTestId('evaluations')
    await scores.waitFor()
    await expect
      .poll(() => scores.locator('tbody tr').textContent())
      .toMatch(/Validation.*\(2\).*6.*0\.\d{3}/)
    await dialog().getByText('Advanced').click()
    await dialog().getByTestId('decode-choice').selectOption('clip')
    await dialog().getByLabel('Weight of CLIP').fill('1')
    await dialog().getByRole('button', { name: 'Evaluate' }).click()
    await expect
      .poll(() => scores.locator('tbody tr').first().textContent())
      .toMatch(/Best by CLIP and the search.*clipcap\.pt has no sentence pairs/)
    await expectSound(page, '32-captioner-scores')
    await button('Close').last().click()
  })

  it('is written out', async () => {
    await button('Export…').click()
    await dialog().getByRole('radio', { name: 'safetensors' }).click()
    const file = join(root, 'out.safetensors')
    await dialog().getByRole('textbox', { name: 'Output file' }).fill(file)
    await dialog().getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByTestId('model-exported').waitFor()
    await expect.poll(() => statSync(file).size).toBeGreaterThan(200_000)
    await expectSound(page, '33-captioner-export')
    await button('Close').last().click()
  })

  it('is written out as ONNX files, and captions in a browser as in Node', async () => {
    await button('Export…').click()
    await dialog().getByRole('radio', { name: 'ONNX', exact: true }).click()
    await dialog().getByRole('radio', { name: 'Half precision' }).click()
    await dialog().getByRole('radio', { name: 'float32' }).click()
    const folder = join(root, 'onnx')
    await dialog().getByRole('textbox', { name: 'Output folder' }).fill(folder)
    await expectSound(page, '33-captioner-onnx')
    await dialog().getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByTestId('model-exported').waitFor()
    await button('Close').last().click()

    const image = oraclePath('clip', 'images', 'tall_rgb.png')
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
    // The program for Node is compared with the workbench elsewhere.
    const program = [join(folder, 'caption.mjs'), image]
    const { stdout } = await promisify(execFile)(process.execPath, program)
    const [, inNode] = stdout.trimEnd().split('\t')
    const site = await serveFolder(folder)
    const elsewhere = await browser.newPage()
    elsewhere.setDefaultTimeout(60_000)
    elsewhere.on('pageerror', (error) => faults.push(error.message))
    await elsewhere.goto(site.url)
    await elsewhere.getByText('Chọn ảnh.').waitFor()
    await elsewhere.getByLabel('Ảnh').setInputFiles(image)
    await expect.poll(() => elsewhere.locator('figcaption').allTextContents()).toEqual([inNode])
    await elsewhere.close()
    await site.close()
    expect(faults).toEqual([])
  })

  it('is trained on from, with its own settings', async () => {
    await button('Continue training from it').click()
    await page.getByLabel('Preset').selectOption({ label: 'Quick try' })
    await page.getByTestId('advanced').locator('summary').first().click()
    await expect.poll(() => page.getByTestId('setting-prefixLength').inputValue()).toBe('4')
    await page.getByTestId('setting-prefixLength').fill('12')
    await expect.poll(() => page.getByTestId('plan').textContent()).toContain('has prefixLength 4')
    await button('Reset to the preset').click()
    await page.getByTestId('setting-epochs').fill('1')
    await expect.poll(() => page.getByTestId('plan').textContent()).not.toContain('prefixLength')
    await expectSound(page, '34-train-from')
    await button('Start training').click()
    await page.locator('[data-testid="run-state"][data-state="done"]').waitFor()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByRole('row', { name: 'Start from clipcap.pt' }).waitFor()
    await page.getByRole('tab', { name: 'Checkpoints' }).click()
    await button('Evaluate').waitFor()
    await expectSound(page, '35-checkpoint-actions')
  })

  it('captions a folder', async () => {
    await goTo('Models')
    await button('Caption a folder').click()
    await page.getByRole('textbox', { name: 'Folder of images' }).fill(data.toCaption)
    await expect
      .poll(() => page.getByLabel('Model', { exact: true }).textContent())
      .toContain('clipcap.pt')
    await page.getByLabel('Beams', { exact: true }).fill('2')
    await button('Start captioning').click()
    await page.locator('[data-testid="batch-state"][data-state="done"]').waitFor()
    await expectSound(page, '36-captioner-batch')
  })
})
