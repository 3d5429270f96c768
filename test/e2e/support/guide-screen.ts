import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

const root = join(import.meta.dirname, '..', '..', '..')
export const guideDir = join(root, 'docs', 'guide')

/** Whether they are for the guide (`npm run guide:screens`), and not only to be looked at. */
export const forGuide = Boolean(process.env['VIECAP_GUIDE_SCREENS'])
const screensDir = forGuide ? join(guideDir, 'screens') : join(root, 'test-results', 'guide')

/** Takes a screenshot for the guide; in its fields each first text is shown as the second. */
export async function keepForGuide(
  page: Page,
  name: string,
  shownAs: [string, string][]
): Promise<void> {
  await page.locator('input').evaluateAll((fields, pairs) => {
    for (const field of fields as HTMLInputElement[]) {
      for (const [from, to] of pairs) field.value = field.value.replace(from, to)
    }
  }, shownAs)
  // A pointer left on something would show its hint.
  await page.mouse.move(0, 0)
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  mkdirSync(screensDir, { recursive: true })
  writeFileSync(join(screensDir, `${name}.webp`), await sharp(png).webp({ quality: 82 }).toBuffer())
}
