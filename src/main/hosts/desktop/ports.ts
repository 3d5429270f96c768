import { onMessagePortClose, onMessagePortMessage } from '@orpc/client/message-port'
import { ipcMain } from 'electron'
import { ApiConnection } from '../../api/connection'
import { onePerson } from '../../services/people/caller'
import type { Workbench } from '../../services/workbench/workbench'
import { pageUrl } from './register-scheme'

/** Serves the API over each message port that our own page sends through the preload. */
export function connectWindows(workbench: Workbench): void {
  ipcMain.on('viecap:port', (event) => {
    const [port] = event.ports
    if (!port) return
    if (!event.senderFrame?.url.startsWith(pageUrl)) {
      port.close()
      return
    }
    const way = {
      send: async (message: string) => port.postMessage(message),
      end: () => port.close()
    }
    const connection = new ApiConnection(workbench, way, () => onePerson(workbench))
    onMessagePortMessage(port, (data: unknown) => {
      if (typeof data === 'string') connection.receive(data, data.length)
      else port.close()
    })
    onMessagePortClose(port, () => connection.close())
    port.start()
  })
}
