import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { workOf } from '../../src/main/store/assignments/my-work'
import { listCaptions, removeCaption, saveCaption } from '../../src/main/store/captions/captions'
import { numbers } from '../../src/main/store/core/connection'
import { openLibrary, type Library } from '../../src/main/store/core/library'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** Does something to the first caption of some image, counted from 0. */
function change(path: string, image: number, work: (open: Library, imageId: number) => void): void {
  const open = openLibrary(path)
  try {
    work(open, numbers(open.read, 'SELECT id FROM image ORDER BY sort_key')[image] ?? 0)
  } finally {
    open.close()
  }
}
const firstOf = (open: Library, imageId: number) => listCaptions(open.read, imageId)[0]?.id ?? 0
const write =
  (text: string, actor: string) =>
  (open: Library, imageId: number): void => {
    const id = firstOf(open, imageId)
    saveCaption(open.write, { id, imageId, text, version: null }, actor)
  }

describe.skipIf(noBrowser)('copies of a library', () => {
  let root: string
  let server: Server
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const text = (index: number) => page.getByTestId(`caption-text-${index}`)
  const texts = () =>
    page
      .getByTestId(/^caption-text-/)
      .evaluateAll((fields) => fields.map((field) => (field as HTMLTextAreaElement).value))
  const conflicts = () => page.getByTestId('conflicts')
  const lead = () => conflicts().locator('.lead').textContent()
  const cells = () => page.getByRole('gridcell')

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-copies-'))
    const [home, library, part] = ['home', 'library', 'part'].map((name) => join(root, name))
    if (!home || !library || !part) throw new Error('no paths')
    const data = await writeDataSet(join(root, 'data'), 0)
    await runCli(home, 'import', data.captions, '--library', library)
    await runCli(home, 'library', 'split', part, '--library', library, '--name', 'Minh')
    change(part, 0, write('Một con mèo trắng nằm trên ghế .', 'person:Minh'))
    change(library, 0, write('Một con mèo đen ngồi trên ghế .', 'person:Lan'))
    change(part, 1, write('Hai người đi xe đạp .', 'person:Minh'))
    change(library, 1, (open, imageId) => removeCaption(open.write, firstOf(open, imageId)))
    await runCli(home, 'library', 'merge', part, '--library', library)
    await runCli(home, 'lists', 'create', 'Đợt 1', '--people', 'Minh', '--library', library)
    const mine = ['--name', 'Minh', '--filter', 'open-for:Minh']
    await runCli(home, 'library', 'split', join(root, 'work'), ...mine, '--library', library)
    server = await startServer(home, '--library', library)
    browser = await launchBrowser()
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    page = await context.newPage()
    page.setDefaultTimeout(60_000)
    await page.goto(server.url)
    await cells().nth(3).waitFor()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-copies')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('lists conflicts by a filter, shows what differs, and takes one of the two', async () => {
    await page.getByTestId('filter-text').fill('is:conflict')
    await expect.poll(() => cells().count()).toBe(2)
    await cells().first().dblclick()
    await conflicts().waitFor()
    await expect.poll(() => text(0).inputValue()).toBe('Một con mèo đen ngồi trên ghế .')
    await expect.poll(lead).toContain('Changed here and by Minh')
    await expect
      .poll(async () => (await conflicts().locator('del').allTextContents()).join())
      .toContain('đen')
    await expectSound(page, 'conflict')
    await conflicts().getByRole('button', { name: 'Use the version by Minh' }).click()
    await expect.poll(() => text(0).inputValue()).toBe('Một con mèo trắng nằm trên ghế .')
    await expect.poll(() => conflicts().count()).toBe(0)
  })

  it('brings a caption back that was deleted here and changed there, if a person says so', async () => {
    await page.getByRole('button', { name: 'Next image' }).click()
    await conflicts().waitFor()
    await expect.poll(lead).toContain('Deleted here')
    await expect.poll(texts).not.toContain('Hai người đi xe đạp .')
    await conflicts().getByRole('button', { name: 'Use the version by Minh' }).click()
    await expect.poll(texts).toContain('Hai người đi xe đạp .')
    await expect.poll(() => conflicts().count()).toBe(0)
  })

  it('backs up and verifies in the settings, in both languages', async () => {
    await page.goto(`${server.home}#/settings`)
    const backups = page.getByTestId('backups')
    await backups.getByText('No backups yet.').waitFor()
    await backups.getByRole('button', { name: 'Back up now' }).click()
    await expect.poll(() => backups.getByRole('listitem').count()).toBe(1)
    await expect.poll(() => backups.getByRole('listitem').textContent()).toContain('24 images')
    const verify = backups.getByRole('button', { name: 'Verify', exact: true })
    await verify.click()
    // It is off until the answer is there.
    await expect.poll(() => verify.isEnabled()).toBe(true)
    await expect.poll(() => backups.getByRole('alert').count()).toBe(0)
    await expectSound(page, 'backups')
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
    await backups.getByRole('button', { name: 'Sao lưu ngay' }).waitFor()
    await expectSound(page, 'backups-vi')
  })

  it('leads whoever has a part through their work, which the merge brings back', async () => {
    const away = await startServer(join(root, 'elsewhere'), '--library', join(root, 'work'))
    try {
      await page.goto(away.url)
      await page.getByRole('link', { name: 'My work' }).click()
      await page.getByRole('button', { name: 'Continue' }).click()
      const bar = page.getByTestId('my-image')
      await bar.getByRole('button', { name: 'Mark as done' }).click()
      await bar.getByText('Given to you: done').waitFor()
    } finally {
      await away.kill()
    }
    await server.kill()
    const library = join(root, 'library')
    await runCli(join(root, 'home'), 'library', 'merge', join(root, 'work'), '--library', library)
    const merged = openLibrary(library)
    const { done } = workOf(merged.read, 'Minh')
    merged.close()
    expect(done).toBe(1)
  })
})
