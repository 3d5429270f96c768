import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { version } from '../../package.json'
import { oraclePath } from '../fixtures/oracle'
import { keepScreen, noBrowser } from './support/browser'
import { findDoor, type Door } from './support/door'
import { runCli } from './support/server'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser !== null)('what the application is made of', () => {
  let home: string
  let door: Door
  let page: Page

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    door = await findDoor()
    const library = join(home, 'library')
    await runCli(home, 'import', oraclePath('clip/images'), '--library', library)
    page = await door.open(home, library, () => undefined)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'about-failed')
  })
  afterAll(async () => {
    await door?.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  })

  it('is told in Settings: versions, and the licence of each package', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Versions and licences' }).click()
    const dialog = page.getByRole('dialog', { name: 'About Viecap Workbench' })
    const versions = dialog.getByTestId('versions')
    await versions.getByText('ONNX Runtime').waitFor()
    await expect.poll(() => versions.innerText()).toContain(version)
    await dialog
      .getByText(/sharp \d/)
      .last()
      .click()
    await dialog
      .getByText(/Apache License/)
      .last()
      .waitFor()
    await expectSound(page, 'about')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})
