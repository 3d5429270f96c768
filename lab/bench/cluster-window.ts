import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { figures, type Figures } from '../../src/main/services/bench/figures'
import { launchBrowser } from '../../test/e2e/support/browser'
import { startServer } from '../../test/e2e/support/server'
import { clusterRuns } from '../../test/fixtures/cluster-runs'

const KEYS = 60
const OPENED = 20
const SCROLLED_MS = 10_000

export interface ClusterWindow {
  times: Record<string, Figures>
  /** Runs whose state or step the window showed anew while it was measured. */
  updated: number
  /** Load of the machine before and after. */
  load: [number, number]
}

/**
 * Times the Runs screen in a Chromium while `count` runs are on a cluster, of which fifty train and
 * report every second: first while nothing comes in, and then while it does.
 */
export async function measureClusterWindow(count: number): Promise<ClusterWindow> {
  const dir = mkdtempSync(join(tmpdir(), 'viecap-bench-'))
  const [before = 0] = loadavg()
  const browser = await launchBrowser()
  try {
    const { library, pass } = clusterRuns(dir, count)
    const server = await startServer(join(dir, 'home'), '--library', library)
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
      page.setDefaultTimeout(120_000)
      await page.goto(server.url)
      await page.locator('a[href="#/runs"]').click()
      await page.getByTestId(`run-run-${String(count).padStart(4, '0')}`).waitFor()
      await page.evaluate(watchKeys)
      const times: Record<string, Figures> = {}
      // The first look takes in what was there.
      await page.locator('a .badge.running').nth(9).waitFor()
      await wait(3000)
      Object.assign(times, await timeScreen(page, 'at rest'))
      await page.evaluate(countUpdates)
      const timer = setInterval(pass, 1000)
      await wait(3000)
      Object.assign(times, await timeScreen(page, 'while runs report'))
      clearInterval(timer)
      const updated = await page.evaluate(() => window.updated?.size ?? 0)
      return { times, updated, load: [before, loadavg()[0] ?? 0] }
    } finally {
      await server.kill()
    }
  } finally {
    await browser.close()
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function timeScreen(page: Page, when: string): Promise<Record<string, Figures>> {
  await page.locator('[data-testid^="run-run-"]').first().focus()
  await page.evaluate(() => void (window.paints = []))
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press('Tab')
    await wait(100)
  }
  const keys = await page.evaluate(() => window.paints ?? [])
  const opened: number[] = []
  for (let index = 0; index < OPENED; index += 1) {
    opened.push(await page.evaluate(openRun, index))
    await wait(200)
  }
  const frames = page.evaluate(scrollList, SCROLLED_MS)
  const list = await page.locator('[data-testid^="run-run-"]').first().boundingBox()
  await page.mouse.move((list?.x ?? 0) + 50, 450)
  for (let turn = 0; turn < SCROLLED_MS / 100; turn += 1) {
    await page.mouse.wheel(0, turn % 40 < 20 ? 400 : -400)
    await wait(80)
  }
  return {
    [`key to paint, ${when}`]: figures(keys),
    [`another run opened, ${when}`]: figures(opened),
    [`frame while the list is scrolled, ${when}`]: figures(await frames)
  }
}

// What follows runs in the page.

/** Notes of each key how long it takes until the frame after it is painted. */
function watchKeys(): void {
  addEventListener(
    'keydown',
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => window.paints?.push(performance.now() - timeStamp)
        port2.postMessage(null)
      }),
    true
  )
}

function countUpdates(): void {
  const updated = (window.updated = new Set<string>())
  new MutationObserver((changes) => {
    for (const { target } of changes) {
      const element = target instanceof Element ? target : target.parentElement
      const run = element?.closest('[data-testid^="run-run-"]')?.getAttribute('data-testid')
      if (run) updated.add(run)
    }
  }).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true
  })
}

/** Opens a run of the list by its link; the milliseconds until its header is painted. */
async function openRun(index: number): Promise<number> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const link = [...document.querySelectorAll<HTMLAnchorElement>('[data-testid^="run-run-"]')][index]
  const name = link?.querySelector('strong')?.textContent.trim()
  const start = performance.now()
  link?.click()
  const shown = () =>
    [...document.querySelectorAll('h2')].some((one) => one.textContent.trim() === name)
  while (!shown()) await frame()
  await frame()
  return performance.now() - start
}

/** How long each frame takes during `ms` milliseconds. */
async function scrollList(ms: number): Promise<number[]> {
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const times: number[] = []
  const start = performance.now()
  let last = await frame()
  while (last - start < ms) {
    const now = await frame()
    times.push(now - last)
    last = now
  }
  return times
}

declare global {
  interface Window {
    paints?: number[]
    updated?: Set<string>
  }
}
