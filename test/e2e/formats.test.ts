import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser !== null)('importing and exporting in the window', () => {
  let root = ''
  let server: Server
  let browser: Browser
  let page: Page
  let data: Awaited<ReturnType<typeof writeDataSet>>
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const file = () => page.getByRole('textbox', { name: 'File', exact: true })

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-formats-'))
    data = await writeDataSet(join(root, 'data'), 2)
    server = await startServer(join(root, 'home'))
    browser = await launchBrowser()
    page = await browser.newPage({ viewport: { width: 1200, height: 860 } })
    await page.goto(server.url)
    await page.getByRole('textbox', { name: 'New folder' }).fill(join(root, 'library'))
    await button('Make library').click()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-formats')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true })
  })

  it('previews a table, lets its columns be chosen, and keeps the others', async () => {
    const names = (JSON.parse(readFileSync(data.captions, 'utf8')) as { id: string }[])
      .map(({ id }) => id)
      .slice(0, 3)
    const rows = [...names, '../outside.jpg'].map(
      (name, i) => `${i},${name},câu số ${i},ghi chú ${i}`
    )
    const table = join(root, 'data', 'table.csv')
    writeFileSync(table, `\ufeffstt,tệp,lời,ghi chú\r\n${rows.join('\r\n')}\r\n`)
    await button('Import…').first().click()
    await page.getByRole('textbox', { name: 'File or folder' }).fill(table)
    await button('Preview').click()
    const preview = page.getByTestId('import-preview')
    await preview.waitFor()
    await page.getByLabel('Column of the picture').selectOption('tệp')
    await page.getByLabel('Column of the caption').selectOption('lời')
    await preview.getByText('câu số 2', { exact: true }).waitFor()
    expect(await preview.textContent()).toContain('ghi chú')
    expect(await preview.textContent()).toContain('The id leads out of the picture folder')
    await expectSound(page, '16-import-preview')
    await button('Import').click()
    const report = page.getByTestId('import-report')
    await report.waitFor()
    expect(await report.textContent()).toContain('3 added')
    expect(await page.getByRole('dialog').textContent()).toContain('Further fields of the file')
    await expectSound(page, '17-import-kept')
    await button('Close').last().click()
  })

  it('shows what an export would hold, and writes just that', async () => {
    await button('Export…').click()
    await page.getByLabel('Format').selectOption('csv')
    await file().fill(join(root, 'out.csv'))
    await button('Preview').click()
    const shown = await page.getByTestId('export-preview').locator('pre').textContent()
    expect(shown).toContain('image,caption,stt,ghi chú')
    await expectSound(page, '18-export-preview')
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    expect(readFileSync(join(root, 'out.csv'), 'utf8').trim()).toBe(shown?.trim())

    await page.getByLabel('Captions', { exact: true }).selectOption('accepted')
    await page.getByLabel('Format').selectOption('jsonl')
    await file().fill(join(root, 'accepted.jsonl'))
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    expect(await page.getByRole('status').textContent()).toContain('format csv')
    expect(readFileSync(join(root, 'accepted.jsonl'), 'utf8')).not.toContain('câu số')
    await expectSound(page, '19-export-report')
    await button('Close').last().click()
  })

  it('exports sentence pairs as two files', async () => {
    await page.getByRole('link', { name: 'Pairs' }).click()
    await button('Import pairs…').first().click()
    await page.getByRole('textbox', { name: 'File or folder' }).fill(data.pairs)
    await button('Preview').click()
    await page.getByTestId('import-preview').waitFor()
    await button('Import').click()
    await page.getByTestId('import-report').waitFor()
    await button('Close').last().click()
    await button('Export…').click()
    await file().fill(join(root, 'p.en'))
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    await expectSound(page, '20-export-pairs')
    const lines = (name: string) => readFileSync(join(root, name), 'utf8').split('\n')
    expect([lines('p.en'), lines('p.vi')].map(({ length }) => length)).toEqual([13, 13])

    // What the screen shows is what the next export begins with.
    await button('Close').last().click()
    const [wanted = ''] = lines('p.vi')
    await page.getByRole('search').getByRole('combobox').first().fill(`"${wanted}"`)
    await page.getByText('1 pair', { exact: true }).waitFor()
    await button('Export…').click()
    expect(await page.getByLabel('Only what this filter shows').inputValue()).toBe(`"${wanted}"`)
    await file().fill(join(root, 'found.en'))
    await button('Export').click()
    await page.getByTestId('export-done').waitFor()
    await expectSound(page, '21-export-found-pairs')
    expect(lines('found.vi')).toEqual([wanted, ''])
  })
})
