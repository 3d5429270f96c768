import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import type { WebSocket } from 'ws'
import { ORPCError } from '@orpc/client'
import { openApi } from '../../test/integration/support/team'
import type { Api } from '../../test/integration/support/api'
import type { Pass, Server } from '../../test/integration/support/serve'
import type { Ledger } from './team-ledger'

/** One person at work over a WebSocket of their own, which comes back when the server does. */
export class Annotator {
  /** How long each acknowledged edit took, in milliseconds. */
  readonly times: number[] = []
  events = 0
  /** Edits of a text that somebody else had changed first: refused, and not lost. */
  refused = 0
  /** Edits without an answer: the server was killed. */
  cut = 0
  #api: Api | null = null
  #socket: WebSocket | null = null

  constructor(
    private readonly number: number,
    private readonly pass: Pass,
    private readonly server: Pick<Server, 'port' | 'home'>,
    private readonly ledger: Ledger
  ) {}

  /** Edits a random image every `everyMs` until `end`, beginning at a moment of their own. */
  async work(images: readonly number[], everyMs: number, end: number): Promise<void> {
    const connection = this.#stayConnected(end)
    const start = performance.now() + Math.random() * everyMs
    for (let turn = 0; ; turn += 1) {
      // By the clock: somebody whose answer is late does not type later.
      const due = start + turn * everyMs
      if (due >= end) break
      await wait(Math.max(0, due - performance.now()))
      const image = images[Math.floor(Math.random() * images.length)]
      if (image !== undefined && this.#api) await this.#edit(this.#api, image, turn)
    }
    await wait(Math.max(0, end - performance.now()))
    this.#socket?.close()
    await connection
  }

  async #edit(api: Api, imageId: number, turn: number): Promise<void> {
    const text = `Người ${this.number} viết câu ${turn} cho ảnh ${imageId} .`
    try {
      const { captions } = await api.images.get({ id: imageId })
      const before = captions[0]
      this.ledger.try(text)
      const started = performance.now()
      const saved = await api.captions.save({
        id: before?.id ?? null,
        imageId,
        text,
        version: before?.version ?? null
      })
      this.times.push(performance.now() - started)
      this.ledger.acknowledge(imageId, saved)
    } catch (error) {
      if (error instanceof ORPCError) this.refused += 1
      else this.cut += 1
    }
  }

  async #stayConnected(end: number): Promise<void> {
    while (performance.now() < end) {
      try {
        const { api, socket } = await openApi(this.server as Server, this.pass)
        socket.on('error', () => undefined)
        const closed = once(socket, 'close')
        this.#socket = socket
        this.#api = api
        void this.#listen(api)
        await closed
      } catch {
        // The server is not back yet.
      }
      this.#api = null
      await wait(100)
    }
  }

  async #listen(api: Api): Promise<void> {
    try {
      for await (const event of await api.events.watch())
        if (event.type === 'data') this.events += 1
    } catch {
      // The connection is gone.
    }
  }
}
