import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { People } from '../../src/main/services/people/people'
import { invitationLink } from '../../src/main/hosts/web/team/public-url'
import type { Role } from '../../src/shared/domain'
import type { Api } from '../integration/support/api'
import { findViolations } from './support/axe'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { findMisfits } from './support/misfits'
import { runCli, startServer, type Server } from './support/server'
import { acceptInvitation, apiOf, freePort, startTeam } from './support/team'
import { Window } from './support/views'

const IMAGES = 40
const SHARED = 10
/** What is given to each of two people. */
const EACH = (IMAGES - SHARED) / 2 + SHARED
const LIST = 'Đợt 1'
const sizes = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 }
]

/** A team's work from invitation to export, each of its people in a browser of their own. */
describe.skipIf(noBrowser)('the work of a team', () => {
  let root: string
  let server: Server
  let browser: Browser
  let url: string
  let admin: Window
  let thu: Window
  let lan: Window
  let minh: Window
  const at = (...path: string[]) => join(root, ...path)
  const library = () => at('captions', 'library')
  const start = () => startTeam(at('home'), url, at('captions'), '--library', library())

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    await drawImages(at('captions', 'images'))
    await runCli(at('home'), 'import', at('captions', 'images'), '--library', library())
    url = `http://localhost:${await freePort()}`
    const link = inviteFirst()
    server = await start()
    browser = await launchBrowser()
    admin = await enter(link, 'en')
  })
  /** Each step begins where the one before ended. */
  let isBroken = false
  beforeEach(({ skip }) => skip(isBroken, 'a step before it failed'))
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return
    isBroken = true
    for (const [index, context] of browser.contexts().entries()) {
      for (const page of context.pages()) await keepScreen(page, `failed-team-work-${index}`)
    }
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  /** The first administrator is invited on the server's machine. */
  function inviteFirst(): string {
    const people = new People(at('home'))
    try {
      return invitationLink(url, people.add('quản-trị', 'admin'))
    } finally {
      people.close()
    }
  }
  const enter = async (link: string, locale: 'en' | 'vi') =>
    new Window(await acceptInvitation(browser, link, locale === 'en' ? 'en-GB' : 'vi-VN'), locale)
  async function invite(name: string, role: Role): Promise<string> {
    const { page } = admin
    const form = page.getByTestId('people')
    await form.getByLabel(admin.word('logIn.name'), { exact: true }).fill(name)
    await form.getByLabel(admin.word('people.role'), { exact: true }).selectOption(role)
    await admin.press('people.invite.action')
    await form.getByLabel(admin.word('people.link', { name })).waitFor()
    return form.getByTestId('invitation-link').inputValue()
  }

  /** That a screen fits windows of a laptop and holds nothing that axe finds wrong. */
  async function looksRight({ page, locale }: Window, name: string): Promise<void> {
    for (const size of sizes) {
      await page.setViewportSize(size)
      const screen = `team-work-${name}-${locale}-${size.width}`
      await expect.poll(() => findMisfits(page), { message: screen, timeout: 10_000 }).toEqual([])
      await keepScreen(page, screen)
    }
    await expect.poll(() => findViolations(page), { message: name }).toEqual([])
    await page.setViewportSize(sizes[0] ?? { width: 1280, height: 800 })
  }
  const text = ({ page }: Window) => page.getByTestId('caption-text-0')
  const saved = ({ page }: Window) =>
    page.locator('[data-testid="save-mark"][data-mark="saved"]').waitFor()
  /** Writes as people do, and waits until the editor is at another image. */
  async function write(at: Window, words: string): Promise<void> {
    await at.page.locator('[data-testid="caption-text-0"]:focus:not([readonly])').waitFor()
    await at.page.keyboard.insertText(words)
    await at.page.keyboard.press('Control+Enter')
    await expect
      .poll(() =>
        text(at)
          .inputValue()
          .catch(() => words)
      )
      .not.toBe(words)
  }
  /** How far each person is, as the work lists show it: open and done. */
  const progress = (name: string) =>
    thu.page
      .getByRole('article', { name: LIST })
      .getByRole('row')
      .filter({ hasText: name })
      .getByRole('cell')
      .allInnerTexts()
      .then((cells) => cells.slice(0, 2).map(Number))

  it('an administrator invites two annotators and a reviewer', async () => {
    await admin.go('settings')
    await admin.page.getByTestId('people').waitFor()
    const links = {
      thu: await invite('thu', 'reviewer'),
      lan: await invite('lan', 'annotator'),
      minh: await invite('minh', 'annotator')
    }
    await admin.page.getByTestId('people').scrollIntoViewIfNeeded()
    await looksRight(admin, 'people')
    thu = await enter(links.thu, 'vi')
    lan = await enter(links.lan, 'vi')
    minh = await enter(links.minh, 'en')
  })

  it('the reviewer splits forty images among the two, ten of them for both', async () => {
    const { page } = thu
    await thu.go('settings')
    await page.getByLabel(thu.word('logIn.review.blind')).selectOption('people')
    await looksRight(thu, 'review-settings')
    await thu.go('work')
    await thu.press('work.lists.new')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(thu.word('work.create.name'), { exact: true }).fill(LIST)
    await dialog.getByLabel('lan').check()
    await dialog.getByLabel('minh').check()
    await dialog.getByLabel(thu.word('work.create.overlap')).fill(String(SHARED))
    await looksRight(thu, 'new-list')
    await thu.press('work.create.action')
    for (const name of ['lan', 'minh']) await expect.poll(() => progress(name)).toEqual([EACH, 0])
    await looksRight(thu, 'lists')
  })

  it('one of them works in a part of the library at home', async () => {
    await lan.go('work')
    await lan.page.getByText(LIST).waitFor()
    await looksRight(lan, 'my-work')
    await lan.page.context().close()
    const part = at('part')
    const wanted = ['--filter', 'open-for:lan', '--name', 'lan']
    await runCli(at('home'), 'library', 'split', part, ...wanted, '--library', library())

    const own = await startServer(at('home-of-lan'), '--library', part)
    const page = await browser.newPage({ locale: 'vi-VN' })
    lan = new Window(page, 'vi')
    await page.goto(own.url)
    await page.getByRole('gridcell').first().waitFor()
    await page.keyboard.press('Enter')
    for (let n = 1; n <= 3; n += 1) await write(lan, `Lan tả bức ảnh thứ ${n} .`)
    const { api, close } = await apiOf(page)
    await captionAll(api, 'status:empty', 'Lan')
    close()
    await page.close()
    await own.stop()
  })

  it('the other works through theirs by keys, also while the connection is cut', async () => {
    const { page } = minh
    await minh.go('work')
    await minh.press('work.continue')
    await write(minh, 'Minh tả bức ảnh đầu tiên .')
    await page.keyboard.press('Control+Shift+L')
    await page.getByTestId('my-image').getByText(minh.word('work.image.open')).waitFor()
    // Past the next one, in a list without the image that is done.
    await expect
      .poll(() => page.getByTestId('position').innerText())
      .toBe(minh.word('editor.position', { index: '2', total: String(EACH - 1) }))
    await looksRight(minh, 'my-image')
    await write(minh, 'Minh tả bức ảnh thứ hai .')

    await page.keyboard.press('Control+Shift+L')
    await expect
      .poll(() => page.getByTestId('position').innerText())
      .toBe(minh.word('editor.position', { index: '3', total: String(EACH - 2) }))
    const area = page.locator('[data-testid="caption-text-0"]:focus:not([readonly])')
    await expect.poll(() => area.inputValue()).toBe('')
    await page.context().setOffline(true)
    // The browser does not say whether the server is silent or the line is cut.
    const connected = page.getByText(minh.word('common.connection.open'), { exact: true })
    await connected.waitFor({ state: 'hidden' })
    await page.keyboard.insertText('Minh viết tiếp khi mất mạng .')
    await page.context().setOffline(false)
    await connected.waitFor()
    await saved(minh)
    await expect.poll(() => progress('minh')).toEqual([EACH - 3, 3])

    const { api, close } = await apiOf(page)
    await captionAll(api, 'mine:open', 'Minh')
    close()
    await expect.poll(() => progress('minh')).toEqual([0, EACH])
  })

  it('the part is merged, and whoever is in the library is back by themselves', async () => {
    await server.stop()
    await runCli(at('home'), 'library', 'merge', at('part'), '--library', library())
    server = await start()
    for (const name of ['lan', 'minh']) await expect.poll(() => progress(name)).toEqual([0, EACH])
    await looksRight(thu, 'lists-done')
    // An annotator still sees what they wrote themselves, and nothing of the other.
    await minh.go('library?filter=by:lan')
    await minh.page.getByText(minh.word('library.noMatch.title')).waitFor()
  })

  it('the reviewer sees how alike the two wrote, and decides by keys', async () => {
    const { page } = thu
    await thu.go('statistics')
    await thu.press('statistics.agreement.compute')
    const row = page.getByRole('row').filter({ hasText: 'lan – minh' })
    await expect.poll(() => row.getByRole('cell').last().innerText()).toBe(String(SHARED))
    await row.scrollIntoViewIfNeeded()
    await looksRight(thu, 'agreement')

    await thu.go('adjudicate')
    const place = page.getByTestId('adjudication-place')
    const candidates = page.getByTestId('candidate')
    const arrived = (n: number) =>
      expect
        .poll(() => place.innerText())
        .toBe(thu.word('adjudication.place', { place: String(n), total: String(SHARED) }))
    const ready = () => page.locator('[data-testid="candidate"] kbd').nth(1).waitFor()
    await arrived(1)
    await candidates.getByText(thu.word('adjudication.hidden')).first().waitFor()
    await looksRight(thu, 'adjudicate')
    await page.keyboard.press('n')
    await page.getByLabel(thu.word('adjudication.newText')).fill('Thu viết lại câu này .')
    await looksRight(thu, 'adjudicate-write')
    await page.keyboard.press('Control+Enter')
    await arrived(2)
    for (let n = 2; n < SHARED; n += 1) {
      await ready()
      await page.keyboard.press(n % 2 === 0 ? '1' : '2')
      await arrived(n + 1)
    }
    await ready()
    await page.keyboard.press('m')
    const area = page.getByLabel(thu.word('adjudication.newText'))
    await area.waitFor()
    await page.keyboard.insertText(' Thu thêm một câu .')
    await page.keyboard.press('Control+Enter')
    await page.getByText(thu.word('adjudication.end')).waitFor()
    await looksRight(thu, 'adjudicated')
  })

  it('what was decided is downloaded with its authors', async () => {
    const { page } = thu
    await thu.go('library?filter=is:adjudicated')
    await expect.poll(() => page.getByRole('gridcell').count()).toBe(SHARED)
    await thu.press('common.export')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(thu.word('library.export.format')).selectOption('jsonl')
    await dialog
      .getByLabel(thu.word('library.export.captions'), { exact: true })
      .selectOption('adjudicated')
    await dialog.getByLabel(thu.word('library.export.withAuthors')).click()
    await looksRight(thu, 'export')
    const coming = page.waitForEvent('download')
    await thu.press('library.export.action')
    const download = await coming
    const lines = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\n')
    const written = lines.map((line) => JSON.parse(line) as Record<string, string>)
    expect(written).toHaveLength(SHARED)
    for (const { caption = '', author = '', reviewer } of written) {
      expect(reviewer).toBe('thu')
      // Each caption names its writer.
      expect(author).toBe(/Thu/.test(caption) ? 'thu' : caption.slice(0, 4).trim().toLowerCase())
    }
    const authors = new Set(written.map(({ author }) => author))
    expect(authors).toContain('thu')
    expect(authors.size).toBeGreaterThan(1)
  })
})

/** Images of one colour each, which take no time to draw. */
async function drawImages(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (let n = 0; n < IMAGES; n += 1) {
    const background = { r: (n * 37) % 256, g: (n * 91) % 256, b: (n * 53) % 256 }
    const create = { width: 240, height: 160, channels: 3 as const, background }
    const name = `ảnh ${String(n + 1).padStart(2, '0')}.jpg`
    await sharp({ create }).jpeg().toFile(join(folder, name))
  }
}

/** Writes a caption for each image of a filter, as somebody's window does. */
async function captionAll(api: Api, filter: string, name: string): Promise<void> {
  const { rows } = await api.images.page({ filter: { text: filter }, offset: 0, limit: IMAGES })
  for (const { id } of rows) {
    const words = { imageId: id, text: `${name} tả ảnh số ${id} có màu nền đẹp .` }
    await api.captions.save({ ...words, id: null, version: null })
  }
}
