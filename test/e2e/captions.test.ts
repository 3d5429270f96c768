import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findViolations } from './support/axe'
import { keepScreen, noBrowser } from './support/browser'
import { writeDataSet } from './support/data-set'
import { findDoor, type Door } from './support/door'
import { runCli } from './support/server'
import { settled } from './support/settled'
import { expectSound } from './support/sound-screen'

describe.skipIf(noBrowser)(
  `captions, filters, bulk edits and checks in a browser${noBrowser ? ` (${noBrowser})` : ''}`,
  () => {
    let root: string
    let door: Door
    let page: Page
    const faults: string[] = []
    const library = () => join(root, 'library')
    const openWindow = async () => {
      page = await door.open(join(root, 'home'), library(), (fresh) => {
        fresh.setDefaultTimeout(60_000)
        fresh.on('pageerror', (error) => faults.push(error.message))
      })
      await cells().nth(0).waitFor()
    }
    const cells = () => page.getByRole('gridcell')
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })
    const goTo = (name: string) => page.getByRole('link', { name }).click()
    const find = () => page.getByTestId('filter-text')
    const text = (index: number) => page.getByTestId(`caption-text-${index}`)
    const saved = () => page.locator('[data-testid="save-mark"][data-mark="saved"]').waitFor()
    const count = () => page.getByTestId('screen-note').textContent()

    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'viecap-captions-'))
      const data = await writeDataSet(join(root, 'data'), 0)
      const records = JSON.parse(readFileSync(data.captions, 'utf8')) as { captions: string }[]
      if (records[0]) records[0].captions = 'Một bác sĩ  khám ngòai sân. Bệnh nhân ngồi.'
      writeFileSync(data.captions, JSON.stringify(records))
      await runCli(join(root, 'home'), 'import', data.captions, '--library', library())
      await runCli(join(root, 'home'), 'import', data.pairs, '--library', library())
      door = await findDoor()
      await openWindow()
    })
    afterEach(async ({ task }) => {
      if (task.result?.state === 'fail') await keepScreen(page, 'failed-captions')
    })
    afterAll(async () => {
      await door?.close()
      rmSync(root, { recursive: true, force: true, maxRetries: 10 })
    })

    it('completes a filter, marks what is wrong in it, keeps it under a name', async () => {
      await find().fill('spl')
      await page.getByRole('option', { name: /split:/ }).waitFor()
      await find().press('Tab')
      await find().press('ArrowDown')
      await find().press('Enter')
      await expect.poll(() => find().inputValue()).toBe('split:train ')
      await find().fill('bac stutus:x')
      await page.getByText('There is no field “stutus”').waitFor()
      await expect.poll(() => find().getAttribute('aria-invalid')).toBe('true')
      await find().fill('"bac si" -"phòng bệnh"')
      await expect.poll(count).toMatch(/^\d+ of 24 images$/)
      await button('Saved filters').click()
      await page.getByRole('menuitem', { name: 'Save this filter…' }).click()
      await page.getByRole('textbox', { name: 'Name' }).fill('Bác sĩ')
      await button('Save').click()
      await button('Clear filter').click()
      await expect.poll(count).toBe('24 images')
      await button('Saved filters').click()
      await page.getByRole('menuitem', { name: /Bác sĩ/ }).click()
      await expect.poll(() => find().inputValue()).toBe('"bac si" -"phòng bệnh"')
      await button('Filter by fields').click()
      await page.getByRole('textbox', { name: 'Words in a caption: at least' }).fill('3')
      await expect.poll(() => findViolations(page)).toEqual([])
      await button('Apply').click()
      await expect.poll(() => find().inputValue()).toContain('words>=3')
      await button('Clear filter').click()
    })

    it('splits, joins, corrects and restores captions by keys, and undoes an accept as one', async () => {
      await page.getByTestId('grid').focus()
      await page.keyboard.press('Home')
      await page.keyboard.press('Enter')
      await expect.poll(() => text(0).inputValue()).toContain('bác sĩ')
      await page.getByTestId('issues').first().waitFor()
      await page.keyboard.press('Control+.')
      await expect.poll(() => text(0).inputValue()).toContain('bác sĩ khám')
      await page.getByRole('button', { name: 'ngoài' }).click()
      await expect
        .poll(() => text(0).inputValue())
        .toBe('Một bác sĩ khám ngoài sân. Bệnh nhân ngồi.')
      // Where the second sentence begins.
      await text(0).evaluate((area: HTMLTextAreaElement) => {
        const at = area.value.indexOf('Bệnh nhân')
        area.setSelectionRange(at, at)
      })
      await page.keyboard.press('Control+Shift+Enter')
      await expect.poll(() => text(1).inputValue()).toBe('Bệnh nhân ngồi.')
      await page.keyboard.press('Alt+Shift+ArrowUp')
      await expect.poll(() => text(0).inputValue()).toBe('Bệnh nhân ngồi.')
      await saved()
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => page.getByTestId('position').textContent()).toContain('2 of')
      await page.keyboard.press('Alt+ArrowLeft')
      await expect.poll(() => text(1).inputValue()).toBe('Một bác sĩ khám ngoài sân.')
      const status = (n: number) =>
        page.getByRole('combobox', { name: `Status of caption ${n}` }).inputValue()
      await expect.poll(() => status(1)).toBe('accepted')
      await expect.poll(() => status(2)).toBe('accepted')
      await button('Undo').click()
      await expect.poll(() => status(1)).toBe('draft')
      await expect.poll(() => status(2)).toBe('draft')
      await text(1).focus()
      await page.keyboard.press('Control+Shift+M')
      await expect
        .poll(() => text(0).inputValue())
        .toBe('Bệnh nhân ngồi. Một bác sĩ khám ngoài sân.')
      await page.keyboard.press('Control+Shift+h')
      const history = page.getByTestId('history')
      await history.waitFor()
      await expectSound(page, '30-history')
      await history
        .getByRole('listitem')
        .filter({ hasText: 'an import' })
        .getByRole('button', { name: 'Restore' })
        .click()
      await page.keyboard.press('Escape')
      await expect
        .poll(() => text(0).inputValue())
        .toBe('Một bác sĩ  khám ngòai sân. Bệnh nhân ngồi.')
      await expect.poll(() => findViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    })

    it('replaces in all captions what is left in the preview; one undo also after a kill', async () => {
      await page.keyboard.press('Control+Shift+F')
      await page.getByRole('textbox', { name: 'Replace with' }).fill('BỆNH')
      await page.getByRole('textbox', { name: 'Find' }).fill('bệnh')
      await page.getByTestId('plan-status').getByText('texts searched').waitFor()
      const make = page.getByRole('button', { name: /^Apply \d+ change/ })
      const planned = async () => Number(/\d+/.exec((await make.textContent()) ?? '')?.[0])
      await expect.poll(planned).toBeGreaterThan(5)
      const all = await settled(planned)
      await page.getByRole('checkbox', { name: 'Apply change 1', exact: true }).click()
      await expect.poll(() => make.textContent()).toContain(`Apply ${all - 1} change`)
      await expectSound(page, '31-replace')
      await make.click()
      await page.getByText(`${all - 1} texts changed`).waitFor()
      await door.kill()
      if (door.pageStays) await page.close()
      await openWindow()
      await button('Undo').click()
      await page.getByText(`Undone: Find and replace (${all - 1} changes)`).waitFor()
      await find().fill('edited:today words>0')
      await page.keyboard.press('Enter')
    })

    it('says in words what is wrong with a pattern and with a filter, as soon as it is typed', async () => {
      await page.keyboard.press('Control+Shift+F')
      await page.getByRole('textbox', { name: 'Find' }).fill('(')
      await page.getByRole('checkbox', { name: 'Regular expression' }).check()
      const problem = page.getByRole('dialog').getByRole('alert')
      await problem
        .getByText('The regular expression ( is not valid: Unterminated group.')
        .waitFor()
      await expect.poll(() => button(/^Apply \d+ change/).isDisabled()).toBe(true)
      await expectSound(page, '32-bad-pattern')
      await page.getByRole('textbox', { name: 'Find' }).fill('(bệnh)')
      await page.getByTestId('plan-status').getByText('texts searched').waitFor()
      await expect.poll(() => problem.count()).toBe(0)
      await page.keyboard.press('Escape')

      await find().fill(`${'-('.repeat(60)}bệnh`)
      await page.getByText('More than 50 brackets or minus signs are nested.').waitFor()
      await expectSound(page, '33-deep-filter')
      await find().fill('edited:today words>0')
      await page.keyboard.press('Enter')
    })

    it('checks the library, finds near-duplicates, shows figures: without a fault of access', async () => {
      await goTo('Text check')
      await expect.poll(() => page.getByTestId('check-tone').textContent()).toContain('1 text')
      // The count leads to the captions.
      await page.getByTestId('check-tone').getByRole('link').click()
      await expect.poll(() => find().inputValue()).toBe('issue:tone')
      await page.getByText('1 of ').first().waitFor()
      await button('Clear filter').click()
      await goTo('Text check')
      await page.getByRole('radiogroup', { name: 'Letter i or y' }).getByText('kĩ, lí').click()
      await expectSound(page, '32-checker-styles')
      await page.getByTestId('check-tone').getByRole('button').click()
      await page.getByRole('button', { name: 'Apply 1 change' }).click()
      await expect.poll(() => page.getByTestId('check-tone').textContent()).toContain('0 texts')
      await button('Find near-duplicates').click()
      await page
        .getByTestId('duplicates')
        .getByText(/\d+ cluster/)
        .waitFor()
      await expectSound(page, '32-checker')
      await goTo('Statistics')
      await page.getByRole('table', { name: 'Images by status' }).waitFor()
      await page.getByText('distinct words').waitFor()
      await expectSound(page, '33-statistics')
    })

    it('writes pairs with the keys of captions, with a history and an undo', async () => {
      await goTo('Pairs')
      await page.getByTestId('pair-1').click()
      const side = page.getByRole('textbox', { name: 'Vietnamese' })
      await side.fill('Bác sĩ rửa tay rất kỹ.')
      await page.keyboard.press('Control+Enter')
      await expect.poll(() => page.getByTestId('pair-1').textContent()).toContain('rất kỹ')
      await expect.poll(() => side.inputValue()).toContain('ngồi làm việc')
      await expect.poll(() => findViolations(page)).toEqual([])
      await page.keyboard.press('Escape')
      await button('Undo').click()
      await expect.poll(() => page.getByTestId('pair-1').textContent()).not.toContain('rất kỹ')
      await find().fill('nothing:here')
      await page.getByText('There is no field “nothing”').waitFor()
      await find().fill('benh nhan -"trò chuyện"')
      await expect.poll(count).toBe('2 pairs')
      expect(faults).toEqual([])
    })
  }
)
