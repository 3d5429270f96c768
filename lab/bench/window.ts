import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { figures, describeFigures } from '../../src/main/services/bench/figures'
import { launchBrowser } from '../../test/e2e/support/browser'
import { startServer } from '../../test/e2e/support/server'

/** Screens scrolled through, one a frame as fast as frames come, and then by the wheel. */
const WHEEL_TURNS = 400

interface Scroll {
  frames: number
  /** Frames that took longer than a screen of 60 a second waits, and much longer. */
  over16: number
  over33: number
  longest: number
  /** Looks at the grid in which a cell in view had no row yet. */
  blankLooks: number
  looks: number
}

/**
 * Prints how long the window needs to its first images, from the start of the page, and how many
 * frames come late while the whole grid is scrolled through. The machine's Chromium without a
 * graphics card: it draws in software.
 */
export async function measureWindow(library: string, rounds: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'viecap-bench-'))
  const browser = await launchBrowser()
  try {
    const paints: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const server = await startServer(home, '--library', resolve(library))
      paints.push(await firstPaint(browser, server.url))
      await server.kill()
    }
    say(
      `from opening the page to its first images, answering keys: ${describeFigures(figures(paints))}`
    )

    const server = await startServer(home, '--library', resolve(library))
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(server.url)
    await page.getByRole('gridcell').nth(5).waitFor()
    say(`scrolled from end to end: ${wordScroll(await scroll(page, 'whole'))}`)
    say(`scrolled by ${WHEEL_TURNS} turns of the wheel: ${wordScroll(await scroll(page, 'wheel'))}`)
    await server.kill()
  } finally {
    await browser.close()
    rmSync(home, { recursive: true, force: true })
  }
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const wordScroll = ({ frames, over16, over33, longest, blankLooks, looks }: Scroll): string =>
  `${frames} frames, ${over16} over 16.7 ms, ${over33} over 33 ms, longest ${longest.toFixed(0)} ms; ` +
  `cells without their row in ${blankLooks} of ${looks} frames`

/** Milliseconds from the page's start until its images' rows are drawn and the grid has the focus. */
async function firstPaint(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  try {
    await page.addInitScript(() => {
      const look = () => {
        const row = document.querySelector('[data-testid^="grid-cell-"]')
        const ready = row && document.activeElement?.getAttribute('role') === 'grid'
        // The frame after the one that found it: it is painted then.
        if (ready) requestAnimationFrame(() => (window.painted = performance.now()))
        else requestAnimationFrame(look)
      }
      look()
    })
    await page.goto(url)
    const painted = await page.waitForFunction(() => window.painted)
    return (await painted.jsonValue()) ?? NaN
  } finally {
    await page.close()
  }
}

/** Scrolls the grid in the page itself, a step each frame, and watches the frames. */
function scroll(page: Page, way: 'whole' | 'wheel'): Promise<Scroll> {
  return page.evaluate(
    async ({ way, turns }) => {
      const grid = document.querySelector<HTMLElement>('[role=grid]')
      if (!grid) throw new Error('no grid')
      const frame = () => new Promise<number>(requestAnimationFrame)
      grid.scrollTop = 0
      for (let wait = 0; wait < 60; wait += 1) await frame()
      const steps = turns
      const whole = (grid.scrollHeight - grid.clientHeight) / steps
      const by = way === 'whole' ? whole : 120
      const took: number[] = []
      let blankLooks = 0
      let last = await frame()
      for (let step = 0; step < steps; step += 1) {
        grid.scrollTop += by
        const now = await frame()
        took.push(now - last)
        last = now
        const { top, bottom } = grid.getBoundingClientRect()
        const blank = [...grid.querySelectorAll('[role=gridcell]')].some((cell) => {
          const box = cell.getBoundingClientRect()
          return box.bottom > top && box.top < bottom && !cell.hasAttribute('data-testid')
        })
        if (blank) blankLooks += 1
      }
      return {
        frames: took.length,
        over16: took.filter((ms) => ms > 17).length,
        over33: took.filter((ms) => ms > 34).length,
        longest: Math.max(...took),
        blankLooks,
        looks: steps
      }
    },
    { way, turns: WHEEL_TURNS }
  )
}

declare global {
  interface Window {
    painted?: number
  }
}
