import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { oraclePath } from '../fixtures/oracle'
import { findViolations } from './support/axe'
import { keepScreen, noBrowser } from './support/browser'
import { writeDataSet, type DataSet } from './support/data-set'
import { findDoor, type Door } from './support/door'
import { settled } from './support/settled'
import { expectSound } from './support/sound-screen'

const EDITED = 'Một bác sĩ đang khám cho bé Trang ở hành lang bệnh viện .'
const EPOCHS = 15

/** The main job from one end to the other; each step continues from the one before. */
describe.skipIf(noBrowser)(
  `the workbench in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let root: string
    let data: DataSet
    let door: Door
    let page: Page
    const faults: string[] = []
    const library = () => join(root, 'library')

    async function openWindow(opened?: string): Promise<void> {
      page = await door.open(join(root, 'home'), opened, (fresh) => {
        fresh.setDefaultTimeout(60_000)
        fresh.on('pageerror', (error) => faults.push(error.message))
        fresh.on('console', (message) => {
          if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
        })
      })
    }
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
    const goTo = (name: string) => page.getByRole('link', { name }).click()
    const saved = () => page.locator('[data-testid="save-mark"][data-mark="saved"]').waitFor()

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
      data = await writeDataSet(join(root, 'data'), 1)
      door = await findDoor()
      await openWindow()
    })
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await keepScreen(page, 'failed')
    })
    afterAll(async () => {
      await door?.close()
      rmSync(root, { recursive: true, force: true, maxRetries: 10 })
    })

    it('makes a library and imports captions with their images', async () => {
      await page.getByRole('textbox', { name: 'New folder' }).fill(library())
      await expectSound(page, '01-welcome')
      await button('Create library').click()
      await button('Import…').first().click()
      await page.getByRole('textbox', { name: 'File or folder' }).fill(data.captions)
      const heldOut = page.getByLabel('Hold out for validation')
      await page.getByTestId('import-hold-out').getByRole('button', { name: 'Hold out 5%' }).click()
      await expect.poll(() => heldOut.inputValue()).toBe('0.05')
      await page.getByTestId('import-hold-out').waitFor({ state: 'detached' })
      await heldOut.fill('0.2')
      await expectSound(page, '02-import')
      await button('Import').click()
      const report = page.getByTestId('import-report')
      await report.waitFor()
      await expect.poll(() => report.textContent()).toContain(`${data.images} added`)
      await expect
        .poll(() => page.getByRole('dialog').textContent())
        .toContain('The image was not found')
      await expectSound(page, '03-import-report')
      await button('Close').last().click()

      const cells = page.getByRole('gridcell')
      await cells.nth(7).waitFor()
      const loaded = () =>
        page
          .locator('[role=gridcell] img')
          .evaluateAll((images: HTMLImageElement[]) =>
            images.every((image) => image.complete && image.naturalWidth > 0)
          )
      await expect.poll(loaded).toBe(true)
      await expectSound(page, '04-library')
    })

    it('edits a caption by the keyboard alone and finds it after the server was killed', async () => {
      await page.getByTestId('grid').focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      const text = page.getByTestId('caption-text-0')
      await expect.poll(() => text.inputValue()).not.toBe('')
      await page.keyboard.press('Control+A')
      // As an input method types it: letters, then backspaces and the accented word in their place.
      await page.keyboard.type('Một bác si')
      await page.keyboard.press('Backspace')
      await page.keyboard.insertText('ĩ')
      await page.keyboard.type(' dda')
      for (let i = 0; i < 3; i += 1) await page.keyboard.press('Backspace')
      await page.keyboard.insertText('đang khám cho bé Trang ở hành lang bệnh viện')
      await page.keyboard.type(' .')
      await expect.poll(() => text.inputValue()).toBe(EDITED)
      await saved()
      await expectSound(page, '05-editor')

      await door.kill()
      if (door.pageStays) {
        await page.getByText('Connection lost, reconnecting…').first().waitFor()
        await page.close()
      }
      await openWindow(library())
      const search = page.getByRole('combobox', { name: 'Search captions and file names' })
      await search.fill('"be trang"')
      await expect.poll(() => page.getByRole('gridcell').count()).toBe(1)
      await search.press('Enter')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.getByTestId('caption-text-0').inputValue()).toBe(EDITED)
    })

    it('accepts, skips, undoes, and comes back to the same place after a reload', async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await button('Clear filter').click()
      await expect.poll(() => page.getByRole('gridcell').count()).toBeGreaterThan(5)
      await page.getByTestId('grid').focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      const position = page.getByTestId('position')
      await expect.poll(() => position.textContent()).toContain(`1 of ${data.images}`)
      await page.getByTestId('caption-text-0').waitFor()
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => position.textContent()).toContain(`2 of ${data.images}`)
      await page.keyboard.press('Alt+ArrowLeft')
      await expect.poll(() => page.getByLabel('Status of caption 1').inputValue()).toBe('accepted')
      const statuses = () =>
        page
          .getByRole('combobox', { name: /^Status of caption/ })
          .evaluateAll((selects: HTMLSelectElement[]) => selects.map(({ value }) => value).join())
      await expect.poll(() => statuses()).toBe('accepted,accepted')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+z')
      await expect.poll(statuses).toContain('draft')
      await page.keyboard.press('Control+Shift+z')
      await expect.poll(statuses).toBe('accepted,accepted')

      await page.keyboard.press('Alt+ArrowRight')
      await page.keyboard.press('Control+j')
      await expect.poll(() => position.textContent()).toContain(`3 of ${data.images}`)
      await page.keyboard.press('Control+k')
      await expect.poll(() => position.textContent()).toContain(`4 of ${data.images}`)
      await page.keyboard.press('Alt+ArrowLeft')
      await expect.poll(statuses).toContain('skipped')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Control+z')
      await expect.poll(statuses).toContain('draft')
      // The address follows a moment later: browsers refuse to change it too often.
      await page.waitForURL(/[?&]image=3&/)
      await page.reload()
      await expect.poll(() => position.textContent()).toContain(`3 of ${data.images}`)
      await page.getByTestId('caption-text-0').waitFor()
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.getByTestId('caption-text-0').waitFor({ state: 'detached' })

      await page.getByLabel('State', { exact: true }).selectOption({ label: 'Accepted' })
      await expect.poll(() => page.getByRole('gridcell').count()).toBe(1)
      await page.reload()
      await expect.poll(() => page.getByRole('gridcell').count()).toBe(1)
      await button('Clear filter').click()
      await expect.poll(() => page.getByRole('gridcell').count()).toBeGreaterThan(5)

      const grid = page.getByTestId('grid')
      await grid.evaluate((element) => (element.scrollTop = element.scrollHeight))
      const remembered = () => page.evaluate(() => Object.values(localStorage).join())
      await expect.poll(remembered).toMatch(/"topIndex":[1-9]/)
      await page.reload()
      await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBeGreaterThan(100)
    })

    it('imports sentence pairs and registers the models', async () => {
      await goTo('Pairs')
      await button('Import pairs…').first().click()
      await page.getByRole('textbox', { name: 'File or folder' }).fill(data.pairs)
      await button('Import').click()
      await expect.poll(() => page.getByTestId('import-report').textContent()).toContain('12 added')
      await button('Close').last().click()
      await page.getByTestId('pair-1').click()
      await page.getByRole('textbox', { name: 'Vietnamese' }).fill('Bác sĩ rửa tay sạch .')
      await page.keyboard.press('Control+Enter')
      await expect
        .poll(() => page.getByTestId('pair-1').textContent())
        .toContain('Bác sĩ rửa tay sạch .')
      await expectSound(page, '06-pairs')

      await goTo('Models')
      for (const folder of [oraclePath('clip'), oraclePath('gpt2', 'safetensors')]) {
        await button('Add model').first().click()
        await page.getByRole('textbox', { name: 'Model folder' }).fill(folder)
        await page.getByRole('dialog').getByRole('button', { name: 'Add model' }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await button('Embed now').click()
      await expect
        .poll(() => page.getByTestId('embedded-images').textContent())
        .toContain(`${data.images} of ${data.images}`)
      await expectSound(page, '07-models')
    })

    it('trains, and sees the curve grow and a BLEU value arrive', async () => {
      await goTo('Train')
      await page.getByLabel('Preset').selectOption({ label: 'Quick try' })
      // Enough for the tiny model to learn whole sentences.
      await page.getByTestId('setting-epochs').fill(String(EPOCHS))
      await page.getByTestId('setting-learningRate').fill('0.01')
      await expect.poll(() => page.getByTestId('plan-pairs').textContent()).toBe('12')
      await page.getByLabel('Preset').scrollIntoViewIfNeeded()
      await expectSound(page, '08-train')
      await button('Start training').click()
      const chart = page.getByTestId('loss-chart')
      await chart.waitFor()
      const state = (name: string) =>
        page
          .locator(`[data-testid="run-state"][data-state="${name}"]`)
          .waitFor({ timeout: 120_000 })
      await button('Pause').first().click()
      await state('paused')
      const points = async () => Number(await chart.getAttribute('data-points'))
      const first = await settled(points)
      await button('Continue').first().click()
      await expect.poll(points).toBeGreaterThan(first)
      await state('done')
      await expect
        .poll(() => page.getByTestId('bleu-average').textContent())
        .toMatch(/^0\.[0-9]*[1-9]/)
      await expectSound(page, '09-runs-curves')

      await page.getByRole('tab', { name: 'Table' }).click()
      await expect
        .poll(() => page.getByTestId('metric-table').locator('tbody tr').count())
        .toBe(EPOCHS)
      await page.getByRole('tab', { name: 'Samples' }).click()
      await page.getByTestId('sample').first().waitFor()
      await expectSound(page, '10-runs-samples')
      await page.getByRole('tab', { name: 'Checkpoints' }).click()
      await page.getByText('Best', { exact: true }).last().waitFor()
      await expectSound(page, '11-runs-checkpoints')
    })

    it('captions a folder and exports the captions', async () => {
      await button('Caption a folder').last().click()
      await page.getByRole('textbox', { name: 'Folder of images' }).fill(data.toCaption)
      await page.getByLabel('Beams', { exact: true }).fill('3')
      await button('Start captioning').click()
      await page
        .locator('[data-testid="batch-state"][data-state="done"]')
        .waitFor({ timeout: 120_000 })
      const done = page.locator('[data-testid^="batch-item-"][data-state="done"]')
      await expect.poll(() => done.count()).toBe(data.toCaptionCount)
      const failed = page.locator('[data-testid^="batch-item-"][data-state="failed"]')
      await expect.poll(() => failed.textContent()).toContain('words.jpg')
      await expectSound(page, '12-batch')

      await button('Export…').click()
      const file = join(root, 'captions.json')
      await page.getByRole('textbox', { name: 'File' }).fill(file)
      await button('Export').click()
      await page.getByTestId('export-done').waitFor()
      const written = JSON.parse(readFileSync(file, 'utf8')) as { id: string; captions: string }[]
      const shown = async () =>
        (await done.locator('.text').allTextContents()).map((text) => text.trim())
      await expect
        .poll(shown)
        .toEqual(written.map(({ captions }) => captions).filter((captions) => captions !== ''))
      expect(written.map(({ id }) => id)).toContain('new_0001.jpg')
      await button('Close').last().click()
    })

    it('exports the library and speaks Vietnamese, light and dark', async () => {
      await goTo('Library')
      await button('Export…').click()
      const file = join(root, 'library.json')
      await page.getByRole('textbox', { name: 'File' }).fill(file)
      await button('Export').click()
      await page.getByTestId('export-done').waitFor()
      await expect.poll(() => readFileSync(file, 'utf8')).toContain(EDITED)
      await button('Close').last().click()

      await goTo('Settings')
      const devices = page.getByTestId('devices')
      await devices.getByText('GiB memory').first().waitFor()
      await expect.poll(() => devices.getByText('Used by Automatic').count()).toBe(1)
      await expectSound(page, '13-settings')
      await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
      await page.getByRole('radio', { name: 'Tối' }).click()
      await goTo('Thư viện')
      await page.getByRole('grid', { name: 'Ảnh' }).waitFor()
      await page.getByRole('gridcell').nth(7).waitFor()
      await expectSound(page, '14-library-vietnamese-dark')
      await goTo('Lần huấn luyện')
      await page.getByRole('tab', { name: 'Đường cong' }).click()
      await page.getByTestId('bleu-chart').waitFor()
      await expectSound(page, '15-runs-vietnamese-dark')
    })

    it('has no fault that axe finds on any screen, light and dark', async () => {
      const screens =
        /^(Cặp câu|Soát lỗi|Thống kê|Huấn luyện|Lần huấn luyện|Rà soát|Tạo chú thích|Mô hình)/
      const links = page.getByRole('link', { name: screens })
      await expect.poll(() => links.count()).toBe(8)
      for (const theme of ['Tối', 'Sáng']) {
        await page.getByRole('link', { name: 'Cài đặt' }).click()
        await page.getByRole('radio', { name: theme }).click()
        for (const link of await links.all()) {
          await link.click()
          await expect.poll(() => link.getAttribute('aria-current')).toBe('page')
          await page.locator('main h1').waitFor()
          const name = (await link.textContent()) ?? ''
          await expect.poll(() => findViolations(page), { message: name }).toEqual([])
        }
      }
    })

    it('left no error behind', () => {
      // The server that was killed, and the thumbnail of a file that is no image.
      const expected = /ERR_CONNECTION_REFUSED|WebSocket connection|404.*\/media\/captioning\//
      expect(faults.filter((fault) => !expected.test(fault))).toEqual([])
    })
  }
)
