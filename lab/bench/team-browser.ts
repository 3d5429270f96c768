import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import type { Caption } from '../../src/shared/domain'
import { launchBrowser } from '../../test/e2e/support/browser'
import type { Pass, Server } from '../../test/integration/support/serve'
import { HOST, ORIGIN } from '../../test/integration/support/team'
import type { Ledger } from './team-ledger'

/** A Chromium for which the server's name is this machine, at the port where the server listens. */
export const launchTeamBrowser = ({ port }: Pick<Server, 'port'>): Promise<Browser> =>
  launchBrowser(`--host-resolver-rules=MAP ${HOST}:80 127.0.0.1:${port}`)

/** How long a window has to show an image, or that a text is saved, in milliseconds. */
const PATIENCE_MS = 30_000

/** A message of the API's protocol: a call, or what answers it. */
interface Message {
  i: string
  p?: { u?: string; s?: number; b?: { json?: unknown } }
}

/**
 * One person at work in the window, in a browser of their own. What the server acknowledges is read from
 * the messages of the window's own connection.
 */
export class BrowserAnnotator {
  /** From the window's call until its answer, in milliseconds. */
  readonly times: number[] = []
  refused = 0
  /** Texts that the window could not show as saved in time: the server was killed, or is slow. */
  cut = 0
  readonly events = 0

  constructor(
    private readonly number: number,
    private readonly pass: Pass,
    private readonly browser: Browser,
    private readonly ledger: Ledger
  ) {}

  /** Edits a random image every `everyMs` until `end`, beginning at a moment of their own. */
  async work(images: readonly number[], everyMs: number, end: number): Promise<void> {
    const page = await this.#open()
    const start = performance.now() + Math.random() * everyMs
    for (let turn = 0; ; turn += 1) {
      const due = start + turn * everyMs
      if (due >= end) break
      await wait(Math.max(0, due - performance.now()))
      const image = images[Math.floor(Math.random() * images.length)]
      if (image === undefined) continue
      await this.#edit(page, image, turn).catch(() => (this.cut += 1))
    }
    await page.context().close()
  }

  async #open(): Promise<Page> {
    const context = await this.browser.newContext({ locale: 'vi-VN' })
    const [name = '', value = ''] = this.pass.cookie.split('=')
    await context.addCookies([{ name, value, url: ORIGIN }])
    context.setDefaultTimeout(PATIENCE_MS)
    const page = await context.newPage()
    this.#listen(page)
    await page.goto(`${ORIGIN}/#/library`)
    await page.getByTestId('grid').waitFor()
    return page
  }

  async #edit(page: Page, imageId: number, turn: number): Promise<void> {
    const text = `Người ${this.number} viết trong cửa sổ câu ${turn} cho ảnh ${imageId} .`
    const shown = page.waitForResponse((answer) => answer.url().endsWith(`media/images/${imageId}`))
    await page.evaluate((id) => (location.hash = `#/library?image=${id}`), imageId)
    await shown.catch(() => undefined)
    const area = page.locator('[data-testid="caption-text-0"]:not([readonly])')
    await area.waitFor()
    this.ledger.try(text)
    await area.fill(text)
    const isSaved = page.locator('[data-testid="save-mark"][data-mark="saved"]')
    const conflict = page.getByTestId('text-conflict').getByRole('button').first()
    // Somebody else was there first: this one keeps their own text.
    if (
      await Promise.race([isSaved.waitFor().then(() => false), conflict.waitFor().then(() => true)])
    ) {
      this.refused += 1
      await conflict.click()
      await isSaved.waitFor()
    }
  }

  /** Notes what the server acknowledges of the captions that the window saves. */
  #listen(page: Page): void {
    page.on('websocket', (socket) => {
      const calls = new Map<string, { imageId: number; at: number }>()
      socket.on('framesent', ({ payload }) => {
        const { i, p } = readMessage(payload)
        const input = p?.b?.json as { imageId?: number } | undefined
        if (!p?.u?.endsWith('/captions/save') || input?.imageId === undefined) return
        calls.set(i, { imageId: input.imageId, at: performance.now() })
      })
      socket.on('framereceived', ({ payload }) => {
        const { i, p } = readMessage(payload)
        const call = calls.get(i)
        if (!call) return
        calls.delete(i)
        if (p?.s !== undefined && p.s >= 300) return
        this.times.push(performance.now() - call.at)
        this.ledger.acknowledge(call.imageId, p?.b?.json as Caption)
      })
    })
  }
}

const nothing: Message = { i: '' }

function readMessage(payload: string | Buffer): Message {
  try {
    return JSON.parse(payload.toString()) as Message
  } catch {
    return nothing
  }
}
