import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { VisionServer } from '../fixtures/vision-server'
import { closeWindows, keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** A newcomer's first half hour: from the first screen to captions, and to a run. */
describe.skipIf(noBrowser)("a newcomer's first half hour", () => {
  let root: string
  let server: Server
  let vision: VisionServer
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-first-'))
    vision = await VisionServer.start({ blind: ['llama3.2'], key: 'sk-secret' })
    server = await startServer(join(root, 'home'))
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-first')
    await closeWindows(browser)
    await server?.kill()
    await vision?.close()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })
  afterAll(() => browser?.close())

  async function open(locale: string): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale })
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
  }
  const button = (name: string | RegExp) => page.getByRole('button', { name })
  const box = (name: string) => page.getByLabel(name, { exact: true })
  const first = () => page.getByTestId('first-captions')
  const captions = () => first().locator('[data-state="done"]')

  it('captions a folder of photos by a vision model, from the first screen on', async () => {
    const { toCaption } = await writeDataSet(join(root, 'data'), 0)
    await open('en-GB')
    await box('Folder of photos').fill(toCaption)
    await expectSound(page, '70-welcome-photos')
    await button('Continue').click()
    await page.getByRole('heading', { name: 'Caption my photos' }).waitFor()
    await expectSound(page, '71-photos')

    await box('Address of the server').fill('http://127.0.0.1:9')
    await button('List models').click()
    await page.getByText('Nothing answers at').waitFor()
    await box('Address of the server').fill(vision.url.replace('/v1', ''))
    await button('List models').click()
    await page.getByText('refuses the request').waitFor()
    await box('API key (optional)').fill('sk-secret')
    await button('List models').click()
    await expect.poll(() => box('Vision model').inputValue()).toBe('qwen2.5vl:7b')
    await button('Caption the first 8 photos').click()
    await expect.poll(() => captions().count()).toBe(6)
    await expect.poll(() => captions().first().innerText()).toContain('chụp một bệnh viện')
    // The file that only looks like an image says so in its place.
    await expect.poll(() => first().locator('[data-state="failed"]').count()).toBe(1)
    await expectSound(page, '72-first-captions')

    await button('Caption all photos').click()
    await expect.poll(() => page.getByTestId('batch-state').getAttribute('data-state')).toBe('done')
    // The tried ones are not asked about again.
    await expect.poll(() => vision.asked.length).toBe(6)
    await page.getByRole('link', { name: 'Library' }).click()
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(6)
    await page.getByRole('gridcell').first().click()
    await page.keyboard.press('Enter')
    const suggestion = page.getByTestId('suggestions')
    await suggestion.getByText('chụp một bệnh viện').waitFor()
    await expect.poll(() => suggestion.innerText()).toContain('qwen2.5vl:7b')
    await keepScreen(page, '73-suggestions')
    await expect.poll(() => readdirSync(join(root, 'data'))).toContain('to_caption.viecap')
  })

  it('says so in Vietnamese, also that a model sees no images', async () => {
    const { toCaption } = await writeDataSet(join(root, 'data'), 0)
    await open('vi-VN')
    await box('Thư mục ảnh').fill(toCaption)
    await expectSound(page, '74-welcome-photos-vi')
    await button('Tiếp tục').click()
    await box('Địa chỉ máy chủ').fill(vision.url)
    await page.getByText('Khoá API và câu lệnh').click()
    await box('Khoá API (tuỳ chọn)').fill('sk-secret')
    await button('Liệt kê mô hình').click()
    await expect.poll(() => box('Mô hình thị giác').inputValue()).toBe('qwen2.5vl:7b')
    await box('Mô hình thị giác').selectOption('llama3.2')
    await button('Tạo chú thích cho 8 ảnh đầu tiên').click()
    await page.getByText('không xem được ảnh').waitFor()
    await expectSound(page, '75-not-vision-vi')
    await box('Mô hình thị giác').selectOption('qwen2.5vl:7b')
    await button('Tạo chú thích cho 8 ảnh đầu tiên').click()
    await expect.poll(() => captions().count()).toBe(6)
    await expectSound(page, '76-first-captions-vi')
  })

  it('leads from the files of a data set to a run, and can be left at each step', async () => {
    const data = await writeDataSet(join(root, 'data'), 0)
    await open('en-GB')
    await box('Folder for the library').fill(join(root, 'viecap4h'))
    await button('Begin').click()
    const done = (step: number) =>
      expect.poll(() => page.getByTestId(`step-${step}`).getAttribute('data-done'))
    await done(1).toBe('false')
    await expectSound(page, '77-guide')
    await box('Caption file').fill(data.captions)
    await button(/^Import$/).click()
    await done(1).toBe('true')
    await page.reload()
    await done(1).toBe('true')
    await done(2).toBe('false')
    for (const folder of [oraclePath('clip'), oraclePath('gpt2', 'safetensors')]) {
      await button('Add from disk…').click()
      await box('Model folder or checkpoint file').fill(folder)
      await button('Add model').click()
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    }
    await done(2).toBe('true')
    // These files are few: the preset is fitted to them.
    await expect
      .poll(() => page.getByTestId('plan-fitted').textContent())
      .toMatch(/Batch size \d.*Epochs \d/)
    await button('Start training').click()
    await page.waitForURL(/runs\/run-/)
    await page.evaluate(() => (location.hash = '#/guide'))
    await done(4).toBe('true')
    await page.getByText('See the run').waitFor()
    await expectSound(page, '78-guide-done')
  })
})
