import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepScreen, noBrowser } from './support/browser'
import { findDoor, type Door } from './support/door'
import { runCli } from './support/server'

const screens = [
  ['library', 'Thư viện'],
  ['pairs', 'Cặp câu'],
  ['checker', 'Soát lỗi'],
  ['statistics', 'Thống kê'],
  ['train', 'Huấn luyện'],
  ['runs', 'Lần huấn luyện'],
  ['review', 'Rà soát'],
  ['batch', 'Tạo chú thích'],
  ['models', 'Mô hình'],
  ['settings', 'Cài đặt']
] as const

/** Texts of controls and headings that do not fit: cut by their own box, or outside the window. */
const cutTexts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth
    const cut = (element: HTMLElement): boolean => {
      const box = element.getBoundingClientRect()
      if (box.width === 0 || !element.checkVisibility({ contentVisibilityAuto: true })) return false
      const clips = getComputedStyle(element).overflowX !== 'visible'
      return (clips && element.scrollWidth > element.clientWidth + 1) || box.right > width + 1
    }
    const found = document.querySelectorAll<HTMLElement>(
      'button, a, label, legend, h1, h2, h3, dt, th'
    )
    return [...found]
      .filter(
        (element) => !element.closest('[role="grid"], [role="region"], table') && cut(element)
      )
      .map((element) => element.innerText.trim() || element.outerHTML.slice(0, 80))
  })

describe.skipIf(noBrowser !== null)('the window in Vietnamese', () => {
  let home: string
  let door: Door
  let page: Page

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    const library = join(home, 'demo')
    await runCli(home, 'demo', '--library', library)
    door = await findDoor()
    page = await door.open(home, library, () => undefined)
    await page.getByRole('link', { name: 'Settings' }).click()
    await page.getByRole('radio', { name: 'Tiếng Việt' }).click()
    await page.getByRole('link', { name: 'Cài đặt' }).waitFor()
  })
  afterAll(async () => {
    await door?.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  })

  it.each(screens)('shows every text of the screen %s at both widths', async (name, title) => {
    for (const width of [1280, 720]) {
      await page.setViewportSize({ width, height: 800 })
      await page.getByRole('link', { name: title, exact: true }).click()
      await page.getByRole('heading', { name: title }).first().waitFor()
      await page.getByText('Đang tải…').waitFor({ state: 'hidden' })
      await keepScreen(page, `vi-${name}-${width}`)
      await expect.poll(() => cutTexts(page), { message: `${name} at ${width} px` }).toEqual([])
    }
  })
})
