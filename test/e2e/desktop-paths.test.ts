import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { DesktopProcess } from '../desktop/support/desktop-process'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet, type DataSet } from './support/data-set'
import { openDesktopPage, type DesktopPage } from './support/desktop-page'
import { expectSound } from './support/sound-screen'

/** Paths in the desktop's page, where the system has dialogs and a file manager. */
describe.skipIf(noBrowser)('paths on the desktop', () => {
  let dir: string
  let data: DataSet
  let browser: Browser
  let desktop: DesktopProcess
  let opened: DesktopPage
  let page: Page
  const button = (name: string) => page.getByRole('button', { name, exact: true })

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'viecap-desktop-paths-'))
    data = await writeDataSet(join(dir, 'data'), 0)
    desktop = new DesktopProcess({ home: join(dir, 'home') })
    await desktop.evaluate(({ until, stage }) => until(() => stage.windows[0]?.isVisible()))
    browser = await launchBrowser()
    opened = await openDesktopPage(browser, desktop)
    page = opened.page
    page.setDefaultTimeout(60_000)
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-desktop-paths')
  })
  afterAll(async () => {
    await opened?.close()
    await browser?.close()
    await desktop?.kill()
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
  })

  /** Answers the system's next dialog, and says how it was asked. */
  const answer = (path: string | null) =>
    desktop.evaluate(async ({ stage, until }, path) => {
      const dialog = await until(() => stage.pathDialogs[0])
      dialog.answer(path)
      const { title, defaultPath, properties } = dialog.options
      return { kind: dialog.kind, title, defaultPath, properties }
    }, path)

  it('are chosen in the system’s dialog: a folder for a new library', async () => {
    await button('Browse… New folder').click()
    expect(await answer(join(dir, 'library'))).toMatchObject({
      kind: 'open',
      title: 'New folder',
      properties: ['openDirectory', 'createDirectory', 'promptToCreate']
    })
    const field = page.getByLabel('New folder', { exact: true })
    await expect.poll(() => field.inputValue()).toBe(join(dir, 'library'))
    await button('Browse… New folder').click()
    await answer(null)
    await expect.poll(() => field.inputValue()).toBe(join(dir, 'library'))
    await button('Create library').click()
    await expect.poll(() => page.getByTestId('library-name').innerText()).toBe('library')
  })

  it('are chosen as a file or as a folder where either will do', async () => {
    await button('Import…').first().click()
    await button('Folder… File or folder').click()
    expect(await answer(join(dir, 'data'))).toMatchObject({ properties: ['openDirectory'] })
    await button('File… File or folder').click()
    expect(await answer(data.captions)).toMatchObject({
      defaultPath: join(dir, 'data'),
      properties: ['openFile']
    })
    await expect
      .poll(() => page.getByRole('textbox', { name: 'File or folder' }).inputValue())
      .toBe(data.captions)
    await expectSound(page, '08-desktop-import')
    await button('Import').click()
    await page.getByTestId('import-report').waitFor()
    await page.getByRole('button', { name: 'Close', exact: true }).last().click()
  })

  it('are shown in the file manager: an export, and the library', async () => {
    const file = join(dir, 'out.json')
    await button('Export…').click()
    await page.getByRole('button', { name: /^Browse… / }).click()
    expect(await answer(file)).toMatchObject({ kind: 'save' })
    await page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true }).click()
    await page.getByTestId('export-done').waitFor()
    await expect.poll(() => existsSync(file)).toBe(true)
    await page.getByRole('dialog').getByRole('button', { name: 'Show in folder' }).click()
    const shown = () => desktop.evaluate(({ stage }) => stage.shownInFolder)
    await expect.poll(shown).toEqual([file])
    await expectSound(page, '09-desktop-exported')
    await page.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByTestId('library-name').hover()
    await page.getByRole('navigation').getByRole('button', { name: 'Show in folder' }).click()
    await expect.poll(shown).toEqual([file, join(dir, 'library')])
  })

  it('are asked for by the menu, which opens a library', async () => {
    await desktop.evaluate(({ stage }) => {
      const file = stage.menu?.template.find(({ label }) => label === 'File')
      const items = Array.isArray(file?.submenu) ? file.submenu : []
      const click = items.find(({ label }) => label === 'Open Library…')?.click as
        (() => void) | undefined
      click?.()
    })
    expect(await answer(join(dir, 'nowhere'))).toMatchObject({ properties: ['openDirectory'] })
    await page
      .getByRole('alert')
      .filter({ hasText: join(dir, 'nowhere') })
      .waitFor()
    await expect.poll(() => page.getByTestId('library-name').innerText()).toBe('library')
  })
})
