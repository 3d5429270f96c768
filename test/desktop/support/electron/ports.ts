import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'

/**
 * Electron's `MessagePortMain` over a port of Node: an EventEmitter without `addEventListener`,
 * which delivers nothing before `start`.
 */
export class MessagePortMain extends EventEmitter {
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    super()
    this.#port = port
    port.on('close', () => this.emit('close'))
  }

  start(): void {
    this.#port.on('message', (data: unknown) => this.emit('message', { data, ports: [] }))
  }

  postMessage(message: unknown): void {
    this.#port.postMessage(message)
  }

  close(): void {
    this.#port.close()
  }
}
MessagePortMain satisfies abstract new (...args: never[]) => Electron.MessagePortMain

/** Gets the messages of pages. */
export const ipcMain = new EventEmitter()
