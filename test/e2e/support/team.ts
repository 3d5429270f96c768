import { createServer, type AddressInfo } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { Browser, Page } from 'playwright-core'
import { connect, type Api } from '../../integration/support/api'
import { startServer, type Server } from './server'

export const PASSWORD = 'bốn từ không liên quan'

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

/** Starts a team's server that people reach at `url`, limited to `root`. */
export const startTeam = (home: string, url: string, root: string, ...args: string[]) =>
  startServer(home, '--public-url', url, '--port', new URL(url).port, '--root', root, ...args)
export type { Server }

/** Follows an invitation in a browser of its own, in whatever language, and sets a password. */
export async function acceptInvitation(
  browser: Browser,
  link: string,
  locale: string
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale })
  context.setDefaultTimeout(60_000)
  const page = await context.newPage()
  await page.goto(link)
  const fields = page.locator('input[type="password"]')
  await fields.nth(0).fill(PASSWORD)
  await fields.nth(1).fill(PASSWORD)
  await page.locator('button[type="submit"]').click()
  await page.getByTestId('grid').waitFor()
  return page
}

/** The API as the window in a page has it, over a connection of its own. */
export async function apiOf(page: Page): Promise<{ api: Api; close(): void }> {
  const { host, origin, port } = new URL(page.url())
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const key = await page.evaluate(() => localStorage.getItem('viecap-session-key') ?? '')
  const websocket = await connect(Number(port), key, { host, origin, cookie })
  return {
    api: createORPCClient(new RPCLink({ websocket })),
    close: () => websocket.close()
  }
}
