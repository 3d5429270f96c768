import type { WebSocket } from 'ws'
import { ApiConnection, type AskCaller, type Way } from '../../api/connection'
import type { Workbench } from '../../services/workbench/workbench'

/** Bytes on their way to a slow reader from which on nothing more is read of it. */
const MAX_UNSENT = 16 * 1024 * 1024
/** Close code of a message that does not make sense, see RFC 6455. */
const BAD_MESSAGE = 1007

/** Serves the API over one WebSocket to whoever `caller` says at each call. */
export function serveSocket(workbench: Workbench, socket: WebSocket, caller: AskCaller): void {
  const way: Way = {
    send: (message) =>
      new Promise((resolve) => {
        socket.send(message, () => {
          if (socket.isPaused && socket.bufferedAmount < MAX_UNSENT) socket.resume()
          resolve()
        })
        if (socket.bufferedAmount >= MAX_UNSENT) socket.pause()
      }),
    end: () => socket.close(BAD_MESSAGE, 'not a call of the workbench')
  }
  const connection = new ApiConnection(workbench, way, caller)
  socket.on('message', (data, isBinary) => {
    if (isBinary || !Buffer.isBuffer(data)) socket.close(BAD_MESSAGE, 'not a text')
    else connection.receive(data.toString(), data.length)
  })
  socket.on('close', () => connection.close())
}
