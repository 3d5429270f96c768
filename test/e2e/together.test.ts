import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { People } from '../../src/main/services/people/people'
import { invitationLink } from '../../src/main/hosts/web/team/public-url'
import type { Role } from '../../src/shared/domain'
import { findViolations } from './support/axe'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { runCli, type Server } from './support/server'
import { acceptInvitation, freePort, startTeam } from './support/team'

/** Two people who work in one library at the same time. */
describe.skipIf(noBrowser)('people who work together', () => {
  let root: string
  let home: string
  let server: Server
  let browser: Browser
  let url: string
  let minh: Page
  let lan: Page

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    home = join(root, 'home')
    const folder = join(root, 'captions')
    const { captions } = await writeDataSet(folder, 0)
    const library = join(folder, 'library')
    const images = join(folder, 'images_train')
    await runCli(home, 'import', captions, '--images', images, '--library', library)
    url = `http://localhost:${await freePort()}`
    server = await startTeam(home, url, folder, '--library', library)
    browser = await launchBrowser()
    minh = await enter('minh', 'reviewer', 'en-GB')
    lan = await enter('lan', 'annotator', 'vi-VN')
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true })
  })

  /** A person's own browser, in which they are logged in. */
  async function enter(name: string, role: Role, locale: string): Promise<Page> {
    const people = new People(home)
    const link = invitationLink(url, people.add(name, role))
    people.close()
    return acceptInvitation(browser, link, locale)
  }
  const go = (page: Page, hash: string) => page.evaluate((to) => (location.hash = to), hash)
  const text = (page: Page) => page.getByTestId('caption-text-0')
  const position = (page: Page) => page.getByTestId('position')

  it('a reviewer splits images, and the annotator works through their own', async () => {
    await go(minh, '#/work')
    await minh.getByText('Nothing is given to you').waitFor()
    await minh.getByRole('button', { name: 'New work list…' }).click()
    const dialog = minh.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Đợt 1')
    await dialog.getByLabel('lan').check()
    await dialog.getByLabel('minh').check()
    await dialog.getByLabel('Images that several people get').fill('2')
    await keepScreen(minh, 'new-work-list')
    expect(await findViolations(minh)).toEqual([])
    await dialog.getByRole('button', { name: 'Split images' }).click()
    const list = minh.getByRole('article', { name: 'Đợt 1' })
    const row = (name: string) => list.getByRole('row').filter({ hasText: name })
    await row('lan').waitFor()
    const open = async (name: string) =>
      Number(await row(name).getByRole('cell').first().innerText())
    const images = Number(/(\d+) images/.exec(await list.innerText())?.[1])
    await expect.poll(async () => (await open('lan')) + (await open('minh'))).toBe(images + 2)
    const before = await open('lan')

    await lan.getByRole('link', { name: 'Việc của tôi' }).click()
    await lan.getByRole('button', { name: 'Làm tiếp' }).click()
    await lan.getByTestId('my-image').getByText('Ảnh được giao cho bạn').waitFor()
    await expect.poll(() => position(lan).innerText()).toContain(String(before))
    await keepScreen(lan, 'my-image')
    expect(await findViolations(lan)).toEqual([])
    const first = await lan.getByTestId('caption-text-0').inputValue()
    await text(lan).fill(`${first} của Lan`)
    await expect.poll(() => open('lan')).toBe(before - 1)
    // The image is no longer in `mine:open`, and stays in the editor until it is left.
    await lan.keyboard.press('Control+Shift+L')
    await lan.getByTestId('my-image').getByText('Ảnh được giao cho bạn', { exact: true }).waitFor()
    await lan.getByRole('button', { name: 'Nhường cho người khác' }).click()
    await expect.poll(() => open('lan')).toBe(before - 2)
    await expect.poll(() => row('lan').getByRole('cell').nth(2).innerText()).toBe('1')
    await go(lan, '#/work')
    await lan.getByRole('row').filter({ hasText: 'Đợt 1' }).waitFor()
    await keepScreen(lan, 'my-work')
    await keepScreen(minh, 'work-lists')
    expect(await findViolations(minh)).toEqual([])
  })

  it('each sees where the other is, until they leave', async () => {
    await go(minh, '#/library')
    await go(lan, '#/library?image=1')
    await text(lan).waitFor()
    await minh.getByTestId('present-people').waitFor()
    await minh.getByTestId('grid-cell-1').getByTestId('present').waitFor()
    await keepScreen(minh, 'present-in-grid')
    await go(minh, '#/library?image=1')
    await lan.getByTestId('also-here').getByText('minh').waitFor()
    await keepScreen(lan, 'also-here')
    expect(await findViolations(lan)).toEqual([])
    // A browser that is closed, and one whose network is cut.
    const hoa = await enter('hoa', 'annotator', 'en-GB')
    const people = () => minh.getByTestId('present-people').getByRole('listitem').count()
    await expect.poll(people).toBe(2)
    await hoa.context().close()
    await expect.poll(people).toBe(1)
  })

  it('who edits a caption that another has changed is told at once by whom, and loses no text', async () => {
    await go(minh, '#/library?image=2')
    await go(lan, '#/library?image=2')
    // Until then the caption of the image before is in view.
    for (const page of [minh, lan]) {
      await page.getByText('train_0002.jpg').first().waitFor()
      await expect.poll(() => text(page).inputValue()).toContain('một cô bác sĩ khoác áo')
      await expect.poll(() => text(page).isEditable()).toBe(true)
    }
    await text(lan).fill('Một bác sĩ khám bệnh .')
    // The text arrives where the other is at the caption, and says who wrote it.
    await expect.poll(() => text(minh).inputValue()).toBe('Một bác sĩ khám bệnh .')
    await minh.getByText('lan has changed this caption.').waitFor()

    // Cut off for a while, both go on writing.
    await minh.context().setOffline(true)
    await text(minh).fill('Một bác sĩ trẻ khám bệnh .')
    await text(lan).fill('Một bác sĩ khám bệnh cho trẻ em .')
    await lan.getByTestId('save-mark').and(lan.locator('[data-mark="saved"]')).waitFor()
    await minh.context().setOffline(false)
    const conflict = minh.getByTestId('text-conflict')
    await conflict.getByText('lan has changed this caption').waitFor()
    await keepScreen(minh, 'conflict-by-name')
    expect(await findViolations(minh)).toEqual([])
    await conflict.getByRole('button', { name: 'Merge' }).click()
    await expect.poll(() => text(minh).inputValue()).toBe('Một bác sĩ trẻ khám bệnh cho trẻ em .')
    await expect.poll(() => text(lan).inputValue()).toBe('Một bác sĩ trẻ khám bệnh cho trẻ em .')
  })
})
