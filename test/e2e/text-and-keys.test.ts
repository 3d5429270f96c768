import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, it, describe } from 'vitest'
import { keepScreen, launchBrowser, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { interruptibleWay } from './support/interruptible-way'
import { runCli, startServer, type Server } from './support/server'
import { settled } from './support/settled'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser)('texts that are never lost and keys that never surprise', () => {
  let root: string
  let server: Server
  let browser: Browser
  let context: BrowserContext
  let page: Page
  const cells = (at = page) => at.getByRole('gridcell')
  const grid = () => page.getByTestId('grid')
  const text = (index: number, at = page) => at.getByTestId(`caption-text-${index}`)
  const find = () => page.getByTestId('filter-text')
  const position = async () => (await page.getByTestId('position').textContent())?.trim()
  const saved = (at = page) => at.locator('[data-testid="save-mark"][data-mark="saved"]').waitFor()
  const focusedTest = () =>
    page.evaluate(() => document.activeElement?.getAttribute('data-testid') ?? null)
  const statusOf = (n: number) => page.getByRole('combobox', { name: `Status of caption ${n}` })
  const status = (n: number) => statusOf(n).inputValue()

  async function openPage(): Promise<Page> {
    const fresh = await context.newPage()
    fresh.setDefaultTimeout(60_000)
    await fresh.goto(server.url)
    await cells(fresh).nth(3).waitFor()
    return fresh
  }
  /** Opens the editor at the first image, with the keyboard in its text. */
  async function edit(): Promise<void> {
    await grid().focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(focusedTest).toMatch(/^caption-text/)
    await expect.poll(position).toMatch(/^1 of/)
  }
  async function backToGrid(): Promise<void> {
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByTestId('position').count()).toBe(0)
  }

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-keys-'))
    const data = await writeDataSet(join(root, 'data'), 0)
    const records = JSON.parse(readFileSync(data.captions, 'utf8')) as { captions: string }[]
    for (const record of records.slice(0, 3)) record.captions = 'Câu một.\nCâu hai.\nCâu ba.'
    writeFileSync(data.captions, JSON.stringify(records))
    const library = ['--library', join(root, 'library')]
    await runCli(join(root, 'home'), 'import', data.captions, ...library)
    await runCli(join(root, 'home'), 'import', data.pairs, ...library)
    server = await startServer(join(root, 'home'), ...library)
    browser = await launchBrowser()
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    page = await openPage()
  })
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepScreen(page, 'failed-text-and-keys')
  })
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  it('types nothing by the keys of the strip, and keeps the keyboard there', async () => {
    await edit()
    await expect.poll(() => text(0).inputValue()).not.toBe('')
    const before = await text(0).inputValue()
    await grid().focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(position).toMatch(/^2 of/)
    await page.waitForTimeout(300)
    await expect.poll(() => focusedTest()).toBe('grid')
    await page.keyboard.press('ArrowUp')
    await expect.poll(position).toMatch(/^1 of/)
    // Held down: the first press goes to the text.
    await page.keyboard.down('Enter')
    for (let i = 0; i < 5; i++) await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    await expect.poll(() => focusedTest()).toBe('caption-text-0')
    await expect.poll(() => text(0).inputValue()).toBe(before)
    await grid().focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByTestId('position').count()).toBe(0)
    await expect.poll(() => focusedTest()).toBe('grid')
  })

  it('undoes what was done last, wherever the caret is, and follows a moved caption', async () => {
    await edit()
    await text(1).focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' Thêm')
    await saved()
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect.poll(() => text(0).inputValue()).toBe('Câu hai. Thêm')
    await expect.poll(() => focusedTest()).toBe('caption-text-0')
    await page.keyboard.press('Alt+Shift+ArrowDown')
    await expect.poll(() => text(1).inputValue()).toBe('Câu hai. Thêm')
    await expect.poll(focusedTest).toBe('caption-text-1')
    // Two moves, then what was typed; nothing of the other texts.
    for (let i = 0; i < 2; i++) await page.keyboard.press('Control+z')
    await expect.poll(() => text(1).inputValue()).toBe('Câu hai. Thêm')
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(1).inputValue()).toBe('Câu hai.')
    await expect.poll(() => text(0).inputValue()).toBe('Câu một.')
    await page.keyboard.press('Control+Shift+z')
    await expect.poll(() => text(1).inputValue()).toBe('Câu hai. Thêm')
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(1).inputValue()).toBe('Câu hai.')

    // What is not saved yet is taken back as well, and a removed caption comes back.
    await text(2).focus()
    await page.keyboard.press('End')
    await page.keyboard.type(' Nữa')
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(2).inputValue()).toBe('Câu ba.')
    await page.keyboard.press('Control+Shift+Delete')
    await expect.poll(() => text(2).count()).toBe(0)
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(2).inputValue()).toBe('Câu ba.')
    await expect.poll(focusedTest).toMatch(/^caption-text/)
    await backToGrid()
  })

  it('lands on the first caption that nobody has decided on', async () => {
    await edit()
    await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(position).toMatch(/^2 of/)
    await page.getByRole('combobox', { name: 'Status of caption 1' }).selectOption('accepted')
    await expect.poll(() => status(1)).toBe('accepted')
    await text(1).focus()
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(position).toMatch(/^1 of/)
    await expect.poll(focusedTest).toBe('caption-text-0')
    await page.keyboard.press('Control+Enter')
    await expect.poll(position).toMatch(/^2 of/)
    await expect.poll(focusedTest).toBe('caption-text-1')
    await backToGrid()
  })

  it('does nothing to an image that is being left, and what is pressed then to the next one', async () => {
    await edit()
    await expect.poll(() => text(0).inputValue()).not.toBe('')
    const first = await text(0).inputValue()
    server.stall()
    await page.keyboard.press('Alt+ArrowRight')
    await expect.poll(position).toMatch(/^2 of/)
    // Still the captions of the first image.
    await expect.poll(() => statusOf(1).isDisabled()).toBe(true)
    await page.keyboard.press('Control+Shift+Delete')
    server.continue()
    await expect.poll(() => statusOf(1).isDisabled()).toBe(false)
    await expect.poll(() => text(2).count()).toBe(0)
    await page.keyboard.press('Control+z')
    await expect.poll(() => text(2).count()).toBe(1)
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(position).toMatch(/^1 of/)
    await expect.poll(() => text(0).inputValue()).toBe(first)
    await expect.poll(() => text(2).count()).toBe(1)
    await backToGrid()
  })

  it('has words typed just before the tab is closed, or says that they are unsaved', async () => {
    await edit()
    await text(0).focus()
    await page.keyboard.press('End')
    // A server that answers would have saved it on a machine that closes a tab slowly.
    server.stall()
    await page.keyboard.type(' Vội.')
    const asked = page.waitForEvent('dialog')
    const closed = page.waitForEvent('close')
    await page.close({ runBeforeUnload: true })
    const dialog = await asked
    expect(dialog.type()).toBe('beforeunload')
    await dialog.accept()
    await closed
    server.continue()
    page = await openPage()
    await expect.poll(() => text(0).inputValue()).toContain('Vội.')
    await saved()
    await backToGrid()
  })

  it('shows both texts of a caption that was changed elsewhere, and merges them', async () => {
    const way = await interruptibleWay(page)
    await page.reload()
    await cells().nth(3).waitFor()
    await edit()
    await text(0).fill('Một bác sĩ khám bệnh.')
    await saved()
    const other = await openPage()
    await expect.poll(() => text(0, other).inputValue()).toBe('Một bác sĩ khám bệnh.')
    await way.cut()
    await text(0).fill('Một bác sĩ đang khám bệnh.')
    await text(0, other).fill('Hai bác sĩ khám bệnh.')
    await saved(other)
    way.mend()
    const conflict = page.getByTestId('text-conflict')
    await conflict.waitFor()
    await expect.poll(() => conflict.textContent()).toMatch(/changed elsewhere/)
    await expect.poll(() => page.getByText(/[Cc]aption \d\d/).count()).toBe(0)
    await expectSound(page, '70-conflict')
    await conflict.getByRole('button', { name: 'Merge both' }).click()
    await expect.poll(() => text(0).inputValue()).toBe('Hai bác sĩ đang khám bệnh.')
    await saved()
    await other.close()
    await backToGrid()
  })

  it('agrees with the filter: goes to its first match, or says that there is none', async () => {
    await edit()
    await find().fill('id:3 OR width>0 -"bác sĩ đang khám bệnh"')
    await find().fill('-"bác sĩ đang khám bệnh"')
    await expect.poll(() => text(0).inputValue()).not.toContain('đang khám bệnh')
    await expect.poll(() => focusedTest()).toBe('filter-text')
    await find().fill('"không có ảnh nào"')
    await page.getByTestId('outside').waitFor()
    const before = await status(1)
    await text(0).focus()
    await page.keyboard.press('Control+Enter')
    await page.getByText('This image is not in the list.').waitFor()
    await expect.poll(() => status(1)).toBe(before)
    await expectSound(page, '71-outside')
    await find().fill('')
    await expect.poll(() => page.getByTestId('outside').count()).toBe(0)
    await text(0).focus()
    await backToGrid()
  })

  it('accepts, rejects and skips by one key in the grid, and takes it back', async () => {
    await grid().focus()
    await page.keyboard.press('End')
    for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowLeft')
    for (const key of ['a', 'x', 's']) await page.keyboard.press(key)
    const states = () =>
      Promise.all(
        [20, 21, 22].map((index) =>
          cells().nth(index).getByRole('img').first().getAttribute('aria-label')
        )
      )
    const current = async () => (await page.locator('.cell.current').textContent()) ?? ''
    await expect.poll(states).toEqual(['Accepted', 'Rejected', 'Skipped'])
    await expectSound(page, '72-culled')
    const last = await settled(current)
    for (let i = 0; i < 3; i++) await page.keyboard.press('Control+z')
    await expect.poll(states).not.toContain('Rejected')
    await expect.poll(states).not.toContain('Accepted')
    await expect.poll(states).not.toContain('Skipped')
    await expect.poll(current).not.toBe(last)
    await expect.poll(() => focusedTest()).toBe('grid')
  })

  it('adds a pair on top, with the caret in it, when both sides are filled', async () => {
    await page.getByRole('link', { name: /Pairs/ }).click()
    const count = () => page.getByTestId('screen-note').textContent()
    await expect.poll(count).toBe('12 pairs')
    const before = parseInt((await count()) ?? '')
    await page.getByRole('button', { name: 'Add pair' }).click()
    const added = page.getByTestId('new-pair')
    await added.waitFor()
    await page.keyboard.type('A doctor smiles.')
    await page.waitForTimeout(800)
    await expect.poll(async () => parseInt((await count()) ?? '')).toBe(before)
    // Half written it is there again, also after a reload.
    await page.reload()
    await page.getByRole('button', { name: 'Add pair' }).click()
    await expect
      .poll(() => added.getByRole('textbox', { name: 'English' }).inputValue())
      .toBe('A doctor smiles.')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Một bác sĩ mỉm cười.')
    await expectSound(page, '73-new-pair')
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => parseInt((await count()) ?? '')).toBe(before + 1)
    await expect.poll(() => added.getByRole('textbox', { name: 'English' }).inputValue()).toBe('')
    await page.keyboard.press('Escape')
    await expect.poll(() => added.count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(async () => parseInt((await count()) ?? '')).toBe(before)
  })
})
