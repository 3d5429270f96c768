import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'
import type { DesktopProcess } from '../../desktop/support/desktop-process'

const preload = join(import.meta.dirname, '..', '..', '..', 'out', 'preload', 'index.cjs')
const world = 'preload'

/** What Electron's Chromium has, and others keep for later: ports tell when they are closed. */
export const electronSwitch = '--enable-blink-features=MessagePortCloseEvent'

/** The built preload in a world of its own, as Electron runs it, on a stub of `electron`. */
const preloadScript = (): string => `{
  const ports = new Map()
  const exposed = {}
  const tell = (message) => toMain(JSON.stringify(message))
  const electron = {
    contextBridge: { exposeInMainWorld: (name, value) => tell({ exposed: name, value }) },
    ipcRenderer: {
      postMessage(channel, message, [port]) {
        const id = crypto.randomUUID()
        ports.set(id, port)
        tell({ id, channel })
        port.onmessage = ({ data }) => tell({ id, data })
      }
    }
  }
  globalThis.fromMain = (id, data) => ports.get(id).postMessage(data)
  globalThis.closeFromMain = (id) => ports.get(id).close()
  const module = { exports: {} }
  ;((require, module, exports) => { ${readFileSync(preload, 'utf8')} })(
    () => electron, module, module.exports
  )
}`

type FromPreload =
  | { exposed: string; value: unknown }
  | { id: string; channel: string }
  | { id: string; data: string }

/** The desktop's page in a browser, served by the desktop's scheme and connected by its preload. */
export interface DesktopPage {
  page: Page
  /** What the scheme was asked for and answered: path and status. */
  requests: { path: string; status: number }[]
  /** What the preload gave the page. */
  exposed: Map<string, unknown>
  /** Ports that the page got from the preload so far. */
  ports(): number
  close(): Promise<void>
}

/**
 * Opens the page of `desktop`, which runs on the stand-in for Electron. Its scheme answers behind an
 * address of this machine, with its own headers, since only Electron registers schemes.
 */
export async function openDesktopPage(
  browser: Browser,
  desktop: DesktopProcess,
  watch: (page: Page) => void = () => undefined
): Promise<DesktopPage> {
  const requests: DesktopPage['requests'] = []
  const server = createServer((request, response) => {
    // Nobody answers once the desktop has ended.
    pass(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

  async function pass({ url, headers, method }: IncomingMessage, response: ServerResponse) {
    const known = headers['if-none-match']
    const init = { method: method ?? 'GET', ...(known && { headers: { 'if-none-match': known } }) }
    const answer = await desktop.evaluate(
      (stagehand, asked) => stagehand.request(asked.url, asked.init),
      { url: `viecap://app${url}`, init }
    )
    requests.push({ path: url ?? '', status: answer.status })
    response.writeHead(answer.status, answer.headers).end(answer.body)
  }

  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  page.setDefaultTimeout(60_000)
  watch(page)
  const exposed = new Map<string, unknown>()
  // The bridge to the page's own world.
  await page.addInitScript(() => Object.assign(window, { viecapDesktop: true }))
  const session = await page.context().newCDPSession(page)
  const ports = await bridgePorts(session, desktop, exposed)
  await page.goto(address)
  return {
    page,
    requests,
    exposed,
    ports: () => ports.size,
    async close() {
      await page.close()
      server.closeAllConnections()
      server.close()
    }
  }
}

/** Carries what the preload's ports say to the ports of the desktop, and back; by their contexts. */
async function bridgePorts(
  session: CDPSession,
  desktop: DesktopProcess,
  exposed: Map<string, unknown>
): Promise<Map<string, number>> {
  const contexts = new Map<string, number>()
  const ignore = () => undefined

  session.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
    const message = JSON.parse(payload) as FromPreload
    if ('exposed' in message) exposed.set(message.exposed, message.value)
    else if ('channel' in message) {
      contexts.set(message.id, executionContextId)
      desktop.openPort(message.id).catch(ignore)
    } else desktop.sendToPort(message.id, message.data).catch(ignore)
  })
  // A page that is left takes its ports with it.
  session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
    for (const [id, context] of contexts) {
      if (context === executionContextId) desktop.closePort(id).catch(ignore)
    }
  })
  desktop.onPort((id, data) => {
    const call =
      data === null ? `closeFromMain("${id}")` : `fromMain("${id}", ${JSON.stringify(data)})`
    const contextId = contexts.get(id)
    if (contextId === undefined) return
    session.send('Runtime.evaluate', { expression: call, contextId }).catch(ignore)
  })
  await session.send('Page.enable')
  await session.send('Runtime.enable')
  await session.send('Runtime.addBinding', { name: 'toMain', executionContextName: world })
  const script = { source: preloadScript(), worldName: world }
  await session.send('Page.addScriptToEvaluateOnNewDocument', script)
  return contexts
}
