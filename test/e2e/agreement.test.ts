import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invitationLink } from '../../src/main/hosts/web/team/public-url'
import { People } from '../../src/main/services/people/people'
import type { Role } from '../../src/shared/domain'
import { findViolations } from './support/axe'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'

const PASSWORD = 'bốn từ không liên quan'

/** Two people caption the same images without seeing each other's captions, and a third decides. */
describe.skipIf(noBrowser)('several captions by several people', () => {
  let root: string
  let home: string
  let library: string
  let server: Server
  let browser: Browser
  let url: string
  const contexts: BrowserContext[] = []

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    home = join(root, 'home')
    const folder = join(root, 'captions')
    library = join(folder, 'library')
    const { captions } = await writeDataSet(folder, 0)
    const images = join(folder, 'images_train')
    await runCli(home, 'import', captions, '--images', images, '--library', library)
    const port = await freePort()
    url = `http://localhost:${port}`
    const place = ['--public-url', url, '--port', String(port)]
    server = await startServer(home, ...place, '--root', folder, '--library', library)
    browser = await launchBrowser()
  }, 120_000)
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true })
  })

  /** The window of somebody who has followed their invitation. */
  async function enter(name: string, role: Role, locale = 'en-GB'): Promise<Page> {
    const people = new People(home)
    const link = invitationLink(url, people.add(name, role))
    people.close()
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale })
    context.setDefaultTimeout(30_000)
    contexts.push(context)
    const page = await context.newPage()
    await page.goto(link)
    await page.locator('input[type=password]').first().fill(PASSWORD)
    await page.locator('input[type=password]').nth(1).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('gridcell').first().waitFor()
    return page
  }

  /** Opens the first image and writes a caption of one's own. */
  async function write(page: Page, text: string): Promise<void> {
    await page.goto(`${url}/#/library`)
    await page.getByRole('gridcell').first().dblclick()
    const area = page.getByTestId('caption-text-0')
    await area.fill(text)
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => area.inputValue().catch(() => ''), { timeout: 30_000 }).not.toBe(text)
  }

  it('is written blind, compared, adjudicated and exported with authors', async () => {
    const thu = await enter('thu', 'reviewer')
    await thu.goto(`${url}/#/settings`)
    await thu.getByLabel('Blind annotation').selectOption({ index: 2 })
    await expect.poll(() => thu.getByLabel('Blind annotation').inputValue()).toBe('all')
    await thu.getByLabel('Blind annotation').scrollIntoViewIfNeeded()
    await keepScreen(thu, 'blind-setting')

    const lan = await enter('lan', 'annotator')
    await write(lan, 'Một bác sĩ đang khám cho em bé .')
    const minh = await enter('minh', 'annotator', 'vi-VN')
    await minh.goto(`${url}/#/library`)
    await minh.getByRole('gridcell').first().dblclick()
    await minh.getByTestId('caption-text-0').waitFor()
    await expect.poll(() => minh.getByTestId('caption-text-0').inputValue()).toBe('')
    expect(await minh.getByText('em bé').count()).toBe(0)
    await write(minh, 'Một bác sĩ đang khám cho bệnh nhân .')

    await thu.goto(`${url}/#/statistics`)
    await thu.getByRole('button', { name: 'Compare captions' }).click()
    await thu.getByRole('rowheader', { name: 'lan – minh' }).waitFor()
    await keepScreen(thu, 'agreement')
    expect(await findViolations(thu)).toEqual([])

    await thu.getByRole('navigation').getByRole('link', { name: 'Adjudicate' }).click()
    const candidates = thu.getByTestId('candidate')
    await expect.poll(() => candidates.count()).toBeGreaterThan(1)
    await thu.getByText('name hidden until decided').first().waitFor()
    await keepScreen(thu, 'adjudication')
    expect(await findViolations(thu)).toEqual([])
    await thu.keyboard.press('m')
    await thu.getByLabel('New caption').waitFor()
    await keepScreen(thu, 'adjudication-merge')
    await thu.keyboard.press('Escape')
    const place = candidates.filter({ hasText: 'bệnh nhân' }).locator('kbd')
    await thu.keyboard.press((await place.textContent()) ?? '')
    await expect
      .poll(() =>
        thu
          .getByTestId('adjudication-decided')
          .textContent()
          .catch(() => '')
      )
      .toContain('minh')
    await thu.goto(`${url}/#/library?filter=is:adjudicated`)
    await expect.poll(() => thu.getByRole('gridcell').count()).toBe(1)
    await server.kill()

    const file = join(root, 'adjudicated.jsonl')
    const wanted = ['--filter', 'is:adjudicated', '--source', 'adjudicated', '--with-authors']
    await runCli(home, 'export', file, '--format', 'jsonl', ...wanted, '--library', library)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      caption: 'Một bác sĩ đang khám cho bệnh nhân .',
      author: 'minh',
      reviewer: 'thu'
    })
  }, 240_000)
})

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
