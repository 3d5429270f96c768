import type { Page } from 'playwright-core'
import { figures, type Figures } from '../../src/main/services/bench/figures'
import { launchBrowser } from '../../test/e2e/support/browser'

export type WindowTimes = Record<string, Figures>

const COMPARED = 20

/**
 * Times the Runs screen of the workbench at `url` in a Chromium: opened from another screen, loaded
 * at its own address, with twenty runs compared, and while the pointer moves over their curves.
 */
export async function timeRunsWindow(url: string, rounds: number): Promise<WindowTimes> {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const home = url.replace(/\?.*/, '')
    await page.goto(url)
    const opened: number[] = []
    const loaded: number[] = []
    const compared: number[] = []
    const frames: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      await page.goto(`${home}#/settings`)
      await page.locator('a[href="#/runs"]').waitFor()
      opened.push(await page.evaluate(openRuns))
      await page.reload()
      loaded.push(await page.evaluate(untilShown, ['loss-chart', 'data-points', 1] as const))
      const ids = await page.evaluate(listedRuns, COMPARED)
      await page.goto(`${home}#/runs?compare=${ids.join()}`)
      await page.locator('[data-testid="compare"] select').first().selectOption('loss')
      await page.reload()
      compared.push(
        await page.evaluate(untilShown, ['compare-chart', 'data-lines', ids.length] as const)
      )
      frames.push(...(await framesOverCurves(page)))
    }
    return {
      'Runs opened from another screen': figures(opened),
      'Runs loaded at its address': figures(loaded),
      [`${COMPARED} runs compared, loaded at its address`]: figures(compared),
      'frame while the pointer moves over their curves': figures(frames)
    }
  } finally {
    await browser.close()
  }
}

// What follows runs in the page.

/** Goes to the Runs screen by its link; the time until its curves are drawn, in milliseconds. */
async function openRuns(): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const start = performance.now()
  document.querySelector<HTMLAnchorElement>('a[href="#/runs"]')?.click()
  while (!document.querySelector('[data-testid="loss-chart"][data-points]')) await frame()
  await frame()
  return performance.now() - start
}

/** The time from the beginning of the page until `attribute` has come to `least`, and is drawn. */
async function untilShown([id, attribute, least]: readonly [
  string,
  string,
  number
]): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const shown = () => document.querySelector(`[data-testid="${id}"]`)?.getAttribute(attribute)
  while (!(Number(shown() ?? 0) >= least)) await frame()
  await frame()
  return performance.now()
}

const listedRuns = (most: number): string[] =>
  [...document.querySelectorAll('[data-testid^="run-run-"]')]
    .slice(0, most)
    .map((link) => (link.getAttribute('data-testid') ?? '').replace('run-run', 'run'))

/** How long each frame takes while the pointer moves over the curves and a range is zoomed into. */
async function framesOverCurves(page: Page): Promise<number[]> {
  const box = await page.locator('[data-testid="compare-chart"] .u-over').boundingBox()
  if (!box) return []
  const at = (share: number) => box.x + box.width * share
  const frames = page.evaluate(async () => {
    const times: number[] = []
    let last = performance.now()
    while (times.length < 60) {
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))
      times.push(now - last)
      last = now
    }
    return times
  })
  await page.mouse.move(at(0.2), box.y + 40)
  await page.mouse.down()
  await page.mouse.move(at(0.6), box.y + 40, { steps: 10 })
  await page.mouse.up()
  await page.mouse.move(at(0.9), box.y + 80, { steps: 10 })
  return (await frames).slice(1)
}
