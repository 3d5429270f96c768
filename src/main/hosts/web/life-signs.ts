import type { WebSocket } from 'ws'

/** Questions without an answer after which a connection is given up. */
const MAX_UNANSWERED = 3

/**
 * Ends connections that were cut without a word, as by a laptop that is closed: the network would tell
 * of it after minutes. A browser answers pings by itself, also for a page in the background.
 */
export class LifeSigns {
  /** How many pings in a row each has not answered. */
  readonly #unanswered = new WeakMap<WebSocket, number>()

  /** To be called every two seconds or so. */
  ask(socket: WebSocket): void {
    // While it takes up what is on its way to it, nothing is read of it.
    if (socket.isPaused) return
    const unanswered = this.#unanswered.get(socket)
    if (unanswered === undefined) socket.on('pong', () => this.#unanswered.set(socket, 0))
    if ((unanswered ?? 0) >= MAX_UNANSWERED) socket.terminate()
    else {
      this.#unanswered.set(socket, (unanswered ?? 0) + 1)
      socket.ping()
    }
  }
}
