import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLibrary } from '../../src/main/store/core/library'
import { dropAfter, filesOf, hang, HubServer, repositoryOf, status } from '../fixtures/hub-server'
import { oraclePath } from '../fixtures/oracle'
import { keepScreen, noBrowser } from './support/browser'
import { findDoor, type Door } from './support/door'
import { expectSound } from './support/sound-screen'

const weights = 'model.safetensors'
const allOf = (folder: string) =>
  filesOf(
    folder,
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isFile() ? [entry.name] : []
    )
  )

/** Models from a hub on this machine, each step continuing from the one before. */
describe.skipIf(noBrowser)(
  `models from the hub in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let root: string
    let hub: HubServer
    let door: Door
    let page: Page
    const faults: string[] = []
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const card = (state: string) =>
      page.locator(`[data-testid^="download-"][data-state="${state}"]`)

    async function choose(name: string): Promise<void> {
      await button('Download').first().click()
      await page.getByRole('radio', { name }).click()
    }

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
      createLibrary(join(root, 'library')).close()
      hub = await HubServer.start({
        'openai/clip-vit-base-patch16': allOf(oraclePath('clip')),
        'imthanhlv/gpt2news': allOf(oraclePath('gpt2', 'safetensors')),
        [repositoryOf('gpt2news')]: allOf(oraclePath('gpt2', 'safetensors'))
      })
      vi.stubEnv('HF_ENDPOINT', hub.url)
      door = await findDoor()
      page = await door.open(join(root, 'home'), join(root, 'library'), (fresh) => {
        fresh.setDefaultTimeout(60_000)
        fresh.on('pageerror', (error) => faults.push(error.message))
        fresh.on('console', (message) => {
          if (message.type() === 'error') faults.push(`${message.text()} ${message.location().url}`)
        })
      })
    })
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await keepScreen(page, 'failed-download')
    })
    afterAll(async () => {
      vi.unstubAllEnvs()
      await door?.close()
      await hub?.close()
      rmSync(root, { recursive: true, force: true, maxRetries: 10 })
    })

    it('shows how far a download has come, and goes on after it was cancelled', async () => {
      await page.getByRole('link', { name: 'Models' }).click()
      await page.getByRole('heading', { name: 'No models yet' }).waitFor()
      await expectSound(page, '20-models-empty')
      hub.misbehave(weights, hang(120_000))
      await choose('CLIP ViT-B/16')
      await expectSound(page, '21-download-dialog')
      await button('Start download').click()
      await expect.poll(() => card('running').textContent()).toContain('0.2 MB of 0.3 MB')
      await expectSound(page, '22-download-running')
      await card('running').getByRole('button', { name: 'Cancel' }).click()
      await card('cancelled').getByText('What has been downloaded is kept').waitFor()
      await button('Resume').click()
      await page.getByTestId('model-1').waitFor()
      await card('done').waitFor({ state: 'detached' })
      await expect
        .poll(() => page.getByTestId('model-1').textContent())
        .toContain('clip-vit-base-patch16')
      await expect.poll(() => hub.rangesOf(weights)).toEqual([null, 'bytes=120000-'])
    })

    it('says what went wrong near the model, and tries again', async () => {
      hub.misbehave(repositoryOf('gpt2news').replace(/.*@/, '/revision/'), status(403))
      await choose('GPT-2 for Vietnamese')
      await button('Start download').click()
      await card('failed').getByText('Accept the terms').waitFor()
      await expectSound(page, '23-download-failed')
      hub.misbehave(weights, dropAfter(50_000))
      await button('Try again').click()
      await page.getByTestId('model-2').waitFor()
      await expect.poll(() => page.getByTestId('model-2').textContent()).toContain('gpt2news')
    })

    it('takes any name of the hub, in Vietnamese and in the dark too', async () => {
      await choose('Another model')
      const typed = page.getByRole('textbox', { name: 'Name on the hub' })
      await typed.fill('nothing')
      await expect.poll(() => button('Start download').isDisabled()).toBe(true)
      await typed.fill('nobody/nothing')
      await button('Start download').click()
      await card('failed').getByText('There is no model or data set nobody/nothing').waitFor()
      await button('Hide nobody/nothing').click()
      await card('failed').waitFor({ state: 'detached' })
      await page.reload()
      await page.getByTestId('model-2').waitFor()
      await expect.poll(() => card('failed').count()).toBe(0)

      await page.getByRole('link', { name: 'Settings' }).click()
      await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
      await page.getByRole('radio', { name: 'Tối' }).click()
      await page.getByRole('link', { name: 'Mô hình' }).click()
      await button('Tải về').first().click()
      await page.getByRole('radio', { name: 'Mô hình khác' }).click()
      await page.getByRole('textbox', { name: 'Tên trên kho' }).fill('nobody/nothing')
      await expectSound(page, '24-download-dialog-vietnamese-dark')
      await button('Bắt đầu tải').click()
      await card('failed').getByText('Không có mô hình hay bộ dữ liệu nobody/nothing').waitFor()
      await expectSound(page, '25-download-failed-vietnamese-dark')
    })

    it('left no error behind', () => {
      expect(faults).toEqual([])
    })
  }
)
