import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { keepScreen, noBrowser } from './support/browser'
import { findDoor, type Door } from './support/door'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser !== null)('the demo in the window', () => {
  let home: string
  let door: Door
  let page: Page

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    door = await findDoor()
    page = await door.open(home, undefined, () => undefined)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'demo-failed')
  })
  afterAll(async () => {
    await door?.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  })

  it('is offered where nothing was opened yet, and fills a library', async () => {
    const heading = page.getByRole('heading', { name: 'Try it out: the demo library' })
    const first = page.locator('form').filter({ has: heading })
    await first.waitFor()
    const folder = first.getByRole('textbox', { name: 'Folder for the demo library' })
    await expect.poll(() => folder.inputValue()).toBe(join(home, 'viecap-demo'))
    await expectSound(page, 'demo-welcome')
    await first.getByRole('button', { name: 'Create the demo library' }).click()
    await page.getByRole('gridcell').nth(7).waitFor({ timeout: 120_000 })
    await expect.poll(() => page.getByText('900').count()).toBeGreaterThan(0)
    await expectSound(page, 'demo-library')
  })

  it('has its sentence pairs and models ready', async () => {
    await page.getByRole('link', { name: 'Pairs' }).click()
    await expect.poll(() => page.getByText('6,000').count()).toBeGreaterThan(0)
    await page.getByRole('link', { name: 'Models' }).click()
    for (const name of ['clip-patch32', 'clip-patch16', 'gpt2']) {
      await page.getByText(name).first().waitFor()
    }
    await expectSound(page, 'demo-models')
  })
})
