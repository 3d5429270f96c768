import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished
} from 'vitest'
import { People } from '../../src/main/services/people/people'
import { invitationLink } from '../../src/main/hosts/web/team/public-url'
import type { Role } from '../../src/shared/domain'
import { startOidcProvider, type OidcProvider } from '../fixtures/oidc-provider'
import { findViolations } from './support/axe'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { dropFiles } from './support/drop-files'
import { runCli, type Server } from './support/server'
import { freePort, PASSWORD, startTeam } from './support/team'

/** People who log in to a team's server. */
describe.skipIf(noBrowser)('a server for a team', () => {
  let root: string
  let home: string
  let server: Server
  let browser: Browser
  let context: BrowserContext
  let url: string
  let provider: OidcProvider

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    home = join(root, 'home')
    const folder = join(root, 'captions')
    const { captions } = await writeDataSet(folder, 0)
    const library = join(folder, 'library')
    const images = join(folder, 'images_train')
    await runCli(home, 'import', captions, '--images', images, '--library', library)
    url = `http://localhost:${await freePort()}`
    provider = await startOidcProvider()
    const client = ['--oidc-issuer', provider.issuer, '--oidc-client-id', 'viecap']
    const oidc = [...client, '--oidc-name', 'Bệnh viện']
    server = await startTeam(home, url, folder, '--library', library, ...oidc)
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    context = await newContext({ locale: 'en-GB' })
  })
  afterEach(() => context?.close())
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    await provider?.close()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  async function newContext(look: { locale: string; colorScheme?: 'dark' }) {
    const made = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...look })
    made.setDefaultTimeout(60_000)
    return made
  }

  /** What an administrator does on the server's machine meanwhile. */
  function administer<T>(work: (people: People) => T): T {
    const people = new People(home)
    try {
      return work(people)
    } finally {
      people.close()
    }
  }
  const invite = (name: string, role: Role) =>
    administer((people) => invitationLink(url, people.add(name, role)))

  /** Follows an invitation and sets a password. */
  async function accept(page: Page, name: string, role: Role): Promise<void> {
    await page.goto(invite(name, role))
    await page.getByText(`Welcome, ${name}.`).waitFor()
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD)
    await page.getByLabel('New password again').fill(PASSWORD)
    await page.getByRole('button', { name: 'Set password and log in' }).click()
    await isIn(page)
  }
  async function logIn(page: Page, name: string, password = PASSWORD): Promise<void> {
    await page.getByLabel('Name').fill(name)
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Log in' }).click()
  }
  const isIn = (page: Page) => page.getByRole('heading', { level: 1, name: 'Library' }).waitFor()
  const asksToLogIn = (page: Page) => page.getByRole('heading', { name: 'Log in' }).waitFor()

  it('lets somebody in by an invitation, and again by name and password where they were', async () => {
    const page = await context.newPage()
    await accept(page, 'lan', 'annotator')
    await expect.poll(() => new URL(page.url()).pathname).toBe('/')
    await expect.poll(() => page.url()).not.toContain('invitation')
    await page.goto(`${url}/#/settings`)
    await page.getByText('lan · annotator').waitFor()
    await keepScreen(page, 'team-settings')
    await expect.poll(() => findViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'Log out', exact: true }).click()
    await asksToLogIn(page)
    await keepScreen(page, 'log-in')
    await expect.poll(() => findViolations(page)).toEqual([])

    await logIn(page, 'lan', 'something else')
    await page.getByText('The name or the password is wrong.').waitFor()
    await logIn(page, 'Lan')
    await page.getByText('lan · annotator').waitFor()
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#\/settings/)
  })

  it('lets somebody in by their account elsewhere, once an administrator has named its address', async () => {
    const page = await context.newPage()
    provider.next = { claims: { sub: 'subject-of-oanh', email: 'oanh@example.vn' } }
    await page.goto(`${url}/#/settings`)
    const button = page.getByRole('link', { name: 'Log in with Bệnh viện' })
    await button.click()
    await page.getByText('no user of this server has your verified e-mail address').waitFor()
    await keepScreen(page, 'log-in-refused')
    await expect.poll(() => findViolations(page)).toEqual([])
    administer((people) => people.add('oanh', 'annotator', 'oanh@example.vn'))
    await button.click()
    await isIn(page)
    await page.goto(`${url}/#/settings`)
    await page.getByText('oanh · annotator').waitFor()
  })

  it('speaks the language of the browser, and says why an invitation is of no use', async () => {
    await context.close()
    context = await newContext({ locale: 'vi-VN', colorScheme: 'dark' })
    const page = await context.newPage()
    await page.goto(url)
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
    await page.goto(`${url}/invitation#used-before`)
    await page.getByText('Liên kết mời này đã được dùng').waitFor()
    await keepScreen(page, 'invitation-used')
    await page.goto(invite('vy', 'reviewer'))
    await page.reload()
    await page.getByText('Chào vy.').waitFor()
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(PASSWORD)
    await page.getByLabel('Nhập lại mật khẩu mới').fill('không giống')
    await page.getByRole('button', { name: 'Đặt mật khẩu và đăng nhập' }).click()
    await page.getByText('Hai mật khẩu không giống nhau.').waitFor()
    await keepScreen(page, 'invitation')
    await expect.poll(() => findViolations(page)).toEqual([])
  })

  it('offers each person what their role allows', async () => {
    const page = await context.newPage()
    await accept(page, 'hoa', 'annotator')
    const links = page.getByRole('navigation').getByRole('link')
    await expect.poll(() => links.count()).toBe(7)
    await expect.poll(() => page.getByRole('button', { name: 'Import…' }).count()).toBe(0)
    await keepScreen(page, 'team-annotator')
    administer((people) => people.setRole('hoa', 'admin'))
    await page.reload()
    await page.getByRole('button', { name: 'Import…' }).waitFor()
    await expect.poll(() => links.count()).toBe(12)
  })

  it('a reviewer uploads a folder over a line that breaks, imports it, and downloads an export', async () => {
    const folder = join(root, 'ảnh mới')
    mkdirSync(folder)
    const drawn = { width: 64, height: 48, channels: 3 as const, background: '#205080' }
    await sharp({ create: drawn }).jpeg().toFile(join(folder, 'một.jpg'))
    writeFileSync(join(folder, 'một.txt'), 'một bức ảnh màu xanh .')

    const page = await context.newPage()
    await accept(page, 'nga', 'reviewer')
    let cut = 0
    await page.route('**/uploads/**', (route) => (cut++ === 0 ? route.abort() : route.continue()))
    await page.getByRole('button', { name: 'Import…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Choose a folder…' }).first().waitFor()
    expect(await dialog.getByRole('button', { name: 'Browse' }).count()).toBe(0)
    await keepScreen(page, 'team-import')
    expect(await findViolations(page)).toEqual([])
    await dialog.locator('input[webkitdirectory]').first().setInputFiles(folder)
    await dialog.getByTestId('uploaded').first().waitFor()
    expect(cut).toBeGreaterThan(1)
    await dialog.getByText('một bức ảnh màu xanh .').first().waitFor()
    await keepScreen(page, 'team-uploaded')
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog.getByRole('button', { name: 'Close' }).first().waitFor()
    await dialog.getByText('1 added').first().waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Export…' }).click()
    await dialog.getByText('Your browser downloads it').waitFor()
    await keepScreen(page, 'team-export')
    const saved = page.waitForEvent('download')
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    const download = await saved
    expect(download.suggestedFilename()).toBe('captions.json')
    expect(readFileSync(await download.path(), 'utf8')).toContain('một bức ảnh màu xanh .')
    await dialog.getByTestId('export-done').getByText('captions.json').waitFor()
  })

  it('a trainer drops a folder on the window, which is uploaded; an annotator is told that they may not', async () => {
    const folder = join(root, 'ảnh thả')
    mkdirSync(folder)
    const drawn = { width: 80, height: 60, channels: 3 as const, background: '#804020' }
    await sharp({ create: drawn }).jpeg().toFile(join(folder, 'hai.jpg'))
    writeFileSync(join(folder, 'hai.txt'), 'một bức ảnh màu nâu .')
    const page = await context.newPage()
    await accept(page, 'tuấn', 'trainer')
    const target = page.getByTestId('drop-target')
    await dropFiles(page, [folder], async () => {
      await target.getByText('Drop to upload and import').waitFor()
      await keepScreen(page, 'team-drop')
    })
    const dialog = page.getByRole('dialog')
    await dialog.getByTestId('uploaded').first().waitFor()
    await dialog.getByText('một bức ảnh màu nâu .').first().waitFor()
    await keepScreen(page, 'team-dropped')
    await expect.poll(() => findViolations(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Import', exact: true }).click()
    await dialog.getByText('1 added').first().waitFor()

    await context.close()
    context = await newContext({ locale: 'en-GB' })
    const other = await context.newPage()
    await accept(other, 'yến', 'annotator')
    await dropFiles(other, [folder], () =>
      other.getByTestId('drop-target').getByText('takes the role of a reviewer').waitFor()
    )
    await other.getByTestId('drop-target').waitFor({ state: 'hidden' })
    await expect.poll(() => other.getByRole('dialog').count()).toBe(0)
  })

  it('tells somebody who is shut out, keeps their text, and saves it once they are back', async () => {
    const page = await context.newPage()
    await accept(page, 'mai', 'annotator')
    await page.getByRole('gridcell').first().dblclick()
    const text = page.locator('textarea').first()
    await text.fill('Một câu mà Mai viết .')
    await expect.poll(() => page.getByText('Saved').count()).toBeGreaterThan(0)
    administer((people) => people.setDisabled('mai', true))
    await page.getByRole('status').filter({ hasText: 'You are logged out' }).waitFor()
    await text.fill('Câu viết sau khi bị khoá .')
    administer((people) => people.setDisabled('mai', false))
    await keepScreen(page, 'team-signed-out')
    page.on('dialog', (dialog) => void dialog.accept())
    await page.getByRole('link', { name: 'Log in' }).click()
    await asksToLogIn(page)
    await logIn(page, 'mai')
    await expect.poll(() => text.inputValue()).toBe('Câu viết sau khi bị khoá .')
    await page.getByText('Saved', { exact: true }).first().waitFor()
    await context.close()

    // Another browser sees what was saved, and by whom.
    context = await newContext({ locale: 'en-GB' })
    const other = await context.newPage()
    await accept(other, 'bình', 'reviewer')
    await other.getByRole('gridcell').first().dblclick()
    const shown = other.locator('textarea').first()
    await expect.poll(() => shown.inputValue()).toBe('Câu viết sau khi bị khoá .')
    await other.getByRole('button', { name: 'History' }).first().click()
    await other.getByRole('dialog').getByText('mai').first().waitFor()
    await keepScreen(other, 'team-history')
  })

  it('a reviewer sends a caption back with a note, its author sees it at once, and somebody else accepts', async () => {
    const page = await context.newPage()
    await accept(page, 'thu', 'annotator')
    await page.getByRole('gridcell').nth(2).dblclick()
    const text = page.locator('textarea').first()
    await text.fill('Một câu mà Thu viết .')
    await page.getByText('Saved', { exact: true }).first().waitFor()

    const second = await newContext({ locale: 'en-GB' })
    onTestFinished(() => second.close())
    const other = await second.newPage()
    await accept(other, 'đức', 'reviewer')
    await other.goto(`${url}/#/settings`)
    await other.getByLabel('A reviewer other than the author accepts captions').click()
    await page.getByRole('button', { name: 'Save and next' }).waitFor()
    await other.goto(url)
    await other.getByRole('gridcell').nth(2).dblclick()
    const status = other.getByLabel('Status of caption 1')
    await expect
      .poll(() => other.locator('textarea').first().inputValue())
      .toBe('Một câu mà Thu viết .')
    await status.selectOption('accepted')
    await expect.poll(() => page.getByLabel('Status of caption 1').inputValue()).toBe('accepted')

    await other.locator('textarea').first().focus()
    await other.keyboard.press('Control+Shift+B')
    const note = other.getByLabel('New note on caption 1')
    await note.fill('Thiếu màu áo.')
    await keepScreen(other, 'team-send-back')
    await note.press('Enter')
    const notes = page.getByTestId('caption-notes-0')
    await notes.getByText('Thiếu màu áo.').waitFor()
    await expect.poll(() => page.getByLabel('Status of caption 1').inputValue()).toBe('draft')
    await keepScreen(page, 'team-note')
    await expect.poll(() => findViolations(page)).toEqual([])
    await notes.getByRole('button', { name: 'Resolve' }).click()
    await other.getByRole('button', { name: '1 resolved note' }).waitFor()
    // Nobody accepts what they wrote.
    await page.getByLabel('Status of caption 1').selectOption('accepted')
    await page.getByText('You wrote this text.').waitFor()
  })
})
