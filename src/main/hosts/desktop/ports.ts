import { RPCHandler } from '@orpc/server/message-port'
import { ipcMain } from 'electron'
import { router } from '../../api/router'
import type { Workbench } from '../../services/workbench/workbench'
import { pageUrl } from './scheme'

/** Serves the API over each message port that our own page sends through the preload. */
export function connectWindows(workbench: Workbench): void {
  const rpc = new RPCHandler(router)
  ipcMain.on('viecap:port', (event) => {
    const [port] = event.ports
    if (!port) return
    if (!event.senderFrame?.url.startsWith(pageUrl)) {
      port.close()
      return
    }
    rpc.upgrade(port, { context: { workbench } })
    port.start()
  })
}
