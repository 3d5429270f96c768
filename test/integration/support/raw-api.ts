import type { WebSocket } from 'ws'
import { connect } from './api'
import { enter, type Pass, type Server } from './serve'

/** What came back for a call. */
export type Answer =
  | { kind: 'value'; value: unknown; events: unknown[] }
  /** `data` is what the contract's one error carries, if it is that. */
  | { kind: 'error'; code: unknown; data: unknown }
  | { kind: 'silence' }
  | { kind: 'closed'; code: number }

interface Reply {
  i: string
  t?: number
  p: {
    s?: number
    h?: Record<string, string>
    b?: { json: unknown }
    e?: string
    d?: { json: unknown }
  }
}

/** Maximum number of events that are read of a stream, and how long most may say nothing, in milliseconds. */
const EVENTS = 20
const QUIET_MS = 200

/** A link lets one browser in: all connections to a server are of the same one. */
const passes = new WeakMap<Server, Promise<Pass>>()
function passOf(server: Server): Promise<Pass> {
  const pass = passes.get(server) ?? enter(server)
  passes.set(server, pass)
  return pass
}

/** Speaks the wire format of oRPC by hand, so that anything at all can be sent. */
export class RawApi {
  readonly socket: WebSocket
  readonly #patience: number
  readonly #waiting = new Map<string, (reply: Reply | number) => void>()
  #last = 0

  private constructor(socket: WebSocket, patience: number) {
    this.socket = socket
    this.#patience = patience
    socket.on('message', (data: Buffer) => {
      const reply = JSON.parse(data.toString()) as Reply
      this.#waiting.get(reply.i)?.(reply)
    })
    socket.on('close', (code) => {
      for (const settle of this.#waiting.values()) settle(code)
    })
  }

  /** `patience` is how long an answer may take, in milliseconds. */
  static async connect(server: Server, patience: number): Promise<RawApi> {
    const { cookie, key } = await passOf(server)
    return RawApi.over(await connect(server.port, key, { cookie }), patience)
  }

  /** The same over a connection that is there. */
  static over(socket: WebSocket, patience: number): RawApi {
    return new RawApi(socket, patience)
  }

  /**
   * Calls a procedure such as `images.page` with an input. A stream is ended after some events, or
   * once it has said nothing for `quiet` milliseconds: where its end matters, as long as it takes.
   */
  call(procedure: string, input: unknown, quiet = QUIET_MS): Promise<Answer> {
    return this.send(procedure, JSON.stringify({ json: input }), quiet)
  }

  /** The same with the body as it goes over the wire. */
  send(procedure: string, body: string, quiet = QUIET_MS): Promise<Answer> {
    const id = String((this.#last += 1))
    const path = JSON.stringify(`/${procedure.replaceAll('.', '/')}`)
    const answered = this.#answer(id, quiet)
    this.socket.send(`{"i":"${id}","p":{"u":${path},"b":${body}}}`)
    return answered
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.socket.once('close', () => resolve())
      this.socket.close()
    })
  }

  #answer(id: string, quiet: number): Promise<Answer> {
    return new Promise((resolve) => {
      let timer = setTimeout(() => settle({ kind: 'silence' }), this.#patience)
      const events: unknown[] = []
      const settle = (answer: Answer) => {
        clearTimeout(timer)
        this.#waiting.delete(id)
        resolve(answer)
      }
      const endStream = () => {
        this.socket.send(JSON.stringify({ i: id, t: 4 }))
        settle({ kind: 'value', value: null, events })
      }
      this.#waiting.set(id, (reply) => {
        if (typeof reply === 'number') return settle({ kind: 'closed', code: reply })
        const { s = 200, h, b, e, d } = reply.p
        if (s >= 400) return settle(errorOf(b?.json))
        if (e === 'error') return settle(errorOf(d?.json))
        if (e === 'done') return settle({ kind: 'value', value: d?.json, events })
        if (reply.t !== 3 && h?.['content-type'] !== 'text/event-stream') {
          return settle({ kind: 'value', value: b?.json, events })
        }
        if (reply.t === 3) events.push(d?.json)
        clearTimeout(timer)
        if (events.length >= EVENTS) endStream()
        else timer = setTimeout(endStream, quiet)
      })
    })
  }
}

function errorOf(json: unknown): Answer {
  const { code, data } = (json ?? {}) as { code?: unknown; data?: unknown }
  return { kind: 'error', code, data }
}
