import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findViolations } from './support/axe'
import { keepScreen, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { findDoor, type Door } from './support/door'
import { composeWord, typeBy } from './support/input-method'
import { runCli } from './support/server'
import { settled } from './support/settled'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser)(
  `the annotator's workbench in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let root: string
    let door: Door
    let page: Page
    const library = () => join(root, 'library')
    const openWindow = async () => {
      page = await door.open(join(root, 'home'), library(), (fresh) =>
        fresh.setDefaultTimeout(60_000)
      )
      await cells().nth(5).waitFor()
    }
    const cells = () => page.getByRole('gridcell')
    const grid = () => page.getByTestId('grid')
    const selected = () => page.getByRole('gridcell', { selected: true }).count()
    const goTo = (name: string | RegExp) => page.getByRole('link', { name }).click()
    const text = (): Locator => page.getByTestId('caption-text-0')

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'viecap-annotator-'))
      const data = await writeDataSet(join(root, 'data'), 0)
      await runCli(join(root, 'home'), 'import', data.captions, '--library', library())
      door = await findDoor()
      await openWindow()
    })
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await keepScreen(page, 'failed-annotator')
    })
    afterAll(async () => {
      await door?.close()
      rmSync(root, { recursive: true, force: true, maxRetries: 10 })
    })

    it('selects by pointer and keys, and keeps selection, order, size and place', async () => {
      await cells().nth(1).click()
      await cells()
        .nth(4)
        .click({ modifiers: ['Shift'] })
      await expect.poll(selected).toBe(4)
      await cells()
        .nth(2)
        .click({ modifiers: ['ControlOrMeta'] })
      await expect.poll(selected).toBe(3)
      await page.keyboard.press('ControlOrMeta+i')
      const count = page.getByTestId('selected-count')
      await expect.poll(() => count.textContent()).toContain('21 images selected')
      await page.keyboard.press('Escape')
      await expect.poll(selected).toBe(0)
      await page.keyboard.press('Home')
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Shift+ArrowRight')
      await page.keyboard.press('Shift+ArrowDown')
      await expect.poll(selected).toBeGreaterThan(3)
      await page.keyboard.press('ControlOrMeta+a')
      await expect.poll(() => count.textContent()).toContain('24 images selected')
      await cells()
        .nth(0)
        .click({ modifiers: ['ControlOrMeta'] })

      await page.getByLabel('Order').selectOption({ label: 'By image size' })
      await page.getByRole('button', { name: 'Smallest first' }).click()
      await page.getByRole('radio', { name: 'List' }).click()
      // The tall images have the most pixels.
      await expect.poll(() => cells().first().textContent()).toContain('480 × 640')
      await grid().focus()
      await page.keyboard.press('End')
      const row = page.locator('[role=row]:has(.current)')
      const rows = await grid().getAttribute('aria-rowcount')
      await expect.poll(() => row.getAttribute('aria-rowindex')).toBe(rows)
      const last = async () => (await page.locator('.cell.current').textContent()) ?? ''
      await expect.poll(last).toContain('480 × 360')
      const before = await last()
      const name = /train_\d+\.jpg/.exec(before)?.[0] ?? 'no name'

      await page.reload()
      await expect.poll(last).toBe(before)
      await expect.poll(() => count.textContent()).toContain('23 images selected')
      // The workbench keeps the place too: the next browser knows nothing of this one.
      const kept = () => readFileSync(join(root, 'home', 'window.json'), 'utf8')
      await expect.poll(kept).toContain('\\"selectedIndex\\":23')
      await door.kill()
      if (door.pageStays) await page.close()
      await openWindow()
      await expect.poll(last).toContain(name)
      const again = page.getByTestId('selected-count')
      await expect.poll(() => again.textContent()).toContain('23 images selected')
      await page.getByRole('radio', { name: 'M', exact: true }).click()
      await page.keyboard.press('Escape')
    })

    it('takes what Telex and VNI send, Backspaces and all, and does nothing else by it', async () => {
      await grid().focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await expect.poll(() => text().inputValue()).not.toBe('')
      const place = () => page.getByTestId('position').textContent()
      await expect.poll(place).toMatch(/1 of 24/)
      const position = await place()
      const wanted = 'Bác sĩ đang khám bệnh ở Đường 1'
      const ways = {
        // b a c s, s i x, d d a n g, k h a m s, b e e n h j, o r, D d u o w n g f, space, 1
        telex:
          'Bac<<[ác] si<[ĩ] d<[đ]ang kham<<[ám] be<[ê]nh<<<[ệnh] o<[ở] D<[Đ]uo<<[ươ]ng<<<[ờng] 1',
        // The tone typed before the syllable is finished, and đ at its end.
        vni: 'Ba<[á]c si<[ĩ] dang<<<<[đang] kha<[á]m be<[ê]<[ệ]nh o<[ơ]<[ở] Duong<<<<<[Đuong]<<<<[ương]<<<<[ường] 1',
        // An input method that first breaks the browser's own completion by a sign and a Backspace.
        breaking:
          'Bac[\u202f]<<<[ác] si[\u202f]<<[ĩ] d[\u202f]<<[đ]ang kham<<[ám] bênh<<<[ệnh] ở [Đường] 1'
      }
      for (const [way, keys] of Object.entries(ways)) {
        await text().fill('')
        await typeBy(page, keys)
        await expect.poll(async () => [way, await text().inputValue()]).toEqual([way, wanted])
      }
      // Slowly, so that the text is saved amid the word.
      await text().fill('')
      await typeBy(page, 'Be')
      await page.locator('[data-testid="save-mark"][data-mark="saved"]').waitFor()
      await typeBy(page, '<[ê]n')
      await page.waitForTimeout(1500)
      await typeBy(page, 'h<<<[ệnh] vie<[ê]n<<[ện]')
      await expect.poll(() => text().inputValue()).toBe('Bệnh viện')

      await text().fill('')
      await composeWord(page, ['t', 'ti', 'tie', 'tiê', 'tiên', 'tiêng', 'tiếng'])
      await expect.poll(() => text().inputValue()).toBe('tiếng')
      // Digits, letters and signs that are keys elsewhere.
      await page.keyboard.type(' v1 x2 ?+-=')
      await expect.poll(() => text().inputValue()).toBe('tiếng v1 x2 ?+-=')
      await page.locator('[data-testid="save-mark"][data-mark="saved"]').waitFor()
      await expect.poll(place).toBe(position)
      await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    })

    it('zooms the image by keys and by the wheel', async () => {
      await grid().focus()
      await page.keyboard.press('Enter')
      const image = page.getByTestId('viewer').locator('.layers')
      const percent = async () => parseInt((await page.locator('.percent').textContent()) ?? '')
      await text().waitFor()
      await page.keyboard.press('Alt+1')
      await expect.poll(percent).toBe(100)
      await page.keyboard.press('Alt+=')
      await expect.poll(percent).toBe(125)
      await page.keyboard.press('Alt+-')
      await expect.poll(percent).toBe(100)
      // The point under the pointer stays where it is.
      const box = await settled(() => page.getByTestId('viewer').locator('.box').boundingBox())
      const at = { x: (box?.x ?? 0) + 60, y: (box?.y ?? 0) + 60 }
      const share = async () => {
        const now = await image.locator('img').first().boundingBox()
        return now ? (at.x - now.x) / now.width : NaN
      }
      const before = await settled(share)
      await page.mouse.move(at.x, at.y)
      await page.mouse.wheel(0, -200)
      await expect.poll(percent).toBeGreaterThan(110)
      await expect.poll(() => share()).toBeCloseTo(before, 2)
      await page.keyboard.press('Alt+0')
      await expect.poll(percent).not.toBe(100)
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    })

    it('lets keys be chosen, shows conflicts, and works by the new ones', async () => {
      await goTo('Settings')
      const row = page.getByTestId('key-skip')
      const change = page.getByRole('button', { name: 'Change the shortcut for “Skip the image”' })
      await change.click()
      await page.keyboard.press('k')
      await expect.poll(() => row.textContent()).toContain('needed for typing')
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => row.textContent()).toContain('Accept, save and go to the next image')
      await change.click()
      await page.keyboard.press('Alt+k')
      await expect.poll(() => row.textContent()).not.toContain('Also')
      await expectSound(page, '20-keys')

      await goTo(/Library/)
      await page.locator('.cell.current').waitFor()
      await grid().focus()
      await page.keyboard.press('Enter')
      await text().waitFor()
      const position = page.getByTestId('position')
      await expect.poll(() => position.textContent()).toMatch(/\d+ of 24/)
      const before = await position.textContent()
      await page.keyboard.press('Alt+k')
      await expect.poll(() => position.textContent()).not.toBe(before)
      // The next image's text gets the focus once it is there; only then is there a text to leave.
      await expect.poll(() => page.locator('textarea[readonly]').count()).toBe(0)
      await page.locator('textarea:focus').waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => page.locator('textarea:focus').count()).toBe(0)
      await page.keyboard.press('?')
      const dialog = page.getByRole('dialog')
      await dialog.waitFor()
      await expect.poll(() => dialog.getByTestId('key-skip').textContent()).toContain('AltK')
      await expect.poll(() => findViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    })

    it.each([
      ['en', 'light'],
      ['en', 'dark'],
      ['vi', 'light'],
      ['vi', 'dark']
    ])('has no fault that axe finds, in %s and %s', async (locale, theme) => {
      await goTo(/Settings|Cài đặt/)
      await page.getByRole('radio', { name: locale === 'vi' ? 'Tiếng Việt' : 'English' }).click()
      await page.getByRole('radio', { name: theme === 'dark' ? /Dark|Tối/ : /Light|Sáng/ }).click()
      await expect.poll(() => findViolations(page)).toEqual([])
      await goTo(/Library|Thư viện/)
      await cells().nth(2).waitFor()
      for (const [width, height] of [
        [1280, 720],
        [2560, 1440]
      ] as const) {
        await page.setViewportSize({ width, height })
        const shot = (name: string) => expectSound(page, `21-${name}-${locale}-${theme}-${width}`)
        for (const size of [/^(List|Danh sách)$/, /^M$/]) {
          await page.getByRole('radio', { name: size }).click()
          await cells()
            .nth(3)
            .click({ modifiers: ['ControlOrMeta'] })
          await shot(size.source.includes('M') ? 'grid' : 'list')
        }
        await page.keyboard.press('Escape')
        await page.keyboard.press('Enter')
        await text().waitFor()
        await shot('editor')
        await page.keyboard.press('Escape')
        await page.keyboard.press('Escape')
      }
    })
  }
)
