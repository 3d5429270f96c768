import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import {
  connect,
  createServer as createTunnel,
  type AddressInfo,
  type Server as Net
} from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchBrowser, noBrowser } from './support/browser'
import { startServer, type Server } from './support/server'
import { expectSound } from './support/sound-screen'

/** Who gets in by a link, and stays in. */
describe.skipIf(noBrowser)('the link of the browser host', () => {
  let root: string
  let server: Server
  let browser: Browser
  let context: BrowserContext

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'viecap-e2e-'))
    server = await startServer(join(root, 'home'))
    browser = await launchBrowser()
  })
  beforeEach(async () => {
    context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    context.setDefaultTimeout(60_000)
  })
  afterEach(() => context?.close())
  afterAll(async () => {
    await browser?.close()
    await server?.kill()
    rmSync(root, { recursive: true, force: true, maxRetries: 10 })
  })

  /** The window is there and has spoken with the workbench. */
  const isIn = (page: Page) => page.getByRole('heading', { level: 1 }).first().waitFor()
  async function enter(url = server.url): Promise<Page> {
    const page = await context.newPage()
    await page.goto(url)
    await isIn(page)
    return page
  }

  it('leaves no token in the address, and the browser stays in: reloaded, in a second tab', async () => {
    const used = server.url
    const page = await enter(used)
    await page.waitForURL(`${server.home}#/library`)
    await page.reload()
    await isIn(page)
    await enter(server.home)
    await enter(`${server.home}#/settings`)
    // The link itself, from the history, leads on.
    const again = await enter(used)
    await again.waitForURL(`${server.home}#/library`)
  })

  it('lets a browser in again that was closed, by what it has kept', async () => {
    await enter()
    const kept = await context.storageState()
    expect(kept.cookies.map(({ expires }) => expires > Date.now() / 1000)).toEqual([true])
    await context.close()
    context = await browser.newContext({ storageState: kept })
    await enter(server.home)
  })

  it('lets no second browser in by a used link, and says how to get another', async () => {
    const used = server.url
    await enter(used)
    const looks = [
      { locale: 'en-GB', colorScheme: 'light', words: 'each link works once' },
      { locale: 'vi-VN', colorScheme: 'dark', words: 'mỗi liên kết chỉ dùng một lần' }
    ] as const
    for (const { words, ...look } of looks) {
      const other = await browser.newPage({ viewport: { width: 900, height: 600 }, ...look })
      other.setDefaultTimeout(60_000)
      const answer = await other.goto(used)
      expect(answer?.status()).toBe(401)
      await expect.poll(() => other.locator('p').first().innerText()).toContain(words)
      await expectSound(other, `19-link-needed-${look.locale}`)
      await other.close()
    }
  })

  it('tells a browser that has lost its key how to get in', async () => {
    const page = await enter()
    await page.evaluate(() => localStorage.clear())
    await page.reload()
    await page.getByText('viecap serve --link').first().waitFor()
  })

  it('works through a forwarded port, which is another address to the browser', async () => {
    const tunnel: Net = createTunnel((from) => {
      const to = connect(Number(new URL(server.home).port), '127.0.0.1')
      from.on('error', () => to.destroy()).pipe(to)
      to.on('error', () => from.destroy()).pipe(from)
    })
    await new Promise<void>((resolve) => tunnel.listen(0, '127.0.0.1', resolve))
    const { port } = tunnel.address() as AddressInfo
    const page = await enter(server.url.replace(/127\.0\.0\.1:\d+/, `localhost:${port}`))
    await page.reload()
    await isIn(page)
    await page.close()
    tunnel.close()
  })

  it('opens nothing to another local server that is sent its cookie', async () => {
    await enter()
    let stolen = ''
    const thief: HttpServer = createServer((request, response) => {
      stolen = request.headers.cookie ?? ''
      response.setHeader('content-type', 'text/html').end('<title>another</title>')
    })
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
    const page = await context.newPage()
    const { port } = thief.address() as AddressInfo
    await page.goto(`http://127.0.0.1:${port}/`)
    // Browsers send cookies to every port; that is what the key is for.
    expect(stolen).toMatch(/^viecap_\d+=/)
    const socket = `${server.home.replace('http', 'ws')}session/guess/rpc`
    const outcome = await page.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const opened = new WebSocket(url)
          opened.onopen = () => resolve('open')
          opened.onerror = () => resolve('refused')
        }),
      socket
    )
    expect(outcome).toBe('refused')
    await expect.poll(() => page.evaluate(() => JSON.stringify({ ...localStorage }))).toBe('{}')
    thief.close()
    thief.closeAllConnections()
  })
})
