import type { Page, WebSocketRoute } from 'playwright-core'

/** The way from a page to the workbench, which a test can cut and mend. */
export interface Way {
  cut(): Promise<void>
  mend(): void
}

/** Puts itself between the page, from its next load on, and the workbench. */
export async function interruptibleWay(page: Page): Promise<Way> {
  const open = new Set<WebSocketRoute>()
  let whole = true
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    if (!whole) return void socket.close()
    socket.connectToServer()
    open.add(socket)
  })
  return {
    async cut() {
      whole = false
      await Promise.all([...open].map((socket) => socket.close()))
      open.clear()
    },
    mend() {
      whole = true
    }
  }
}
