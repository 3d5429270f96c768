import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer'
import {
  decodeRequestMessage,
  experimental_ServerPeerWithoutCodec as ServerPeer,
  MessageType
} from '@orpc/standard-server-peer'
import { AppError } from '../../../shared/errors'
import type { Caller } from '../../services/people/caller'
import type { Workbench } from '../../services/workbench/workbench'
import { explain } from '../explain'
import { CallLimit } from './call-limit'
import { codec, handler } from './handler'
import { checkMessage, idOf } from './read-head'
import { writeMessage } from './written-once'

export { MAX_BYTES } from './read-head'

/** Streams of one connection at the same time; a window has a handful. */
const MAX_STREAMS = 10_000

/** Asks whether the server answers at all: waiting behind other calls would look like silence. */
const PING = '/system/ping'

/**
 * Who makes a call. Asking counts as their use of the host unless `isUse` is false, as for a window that
 * only wants to know whether the host answers. Throws `people.signed-out` where they may call no more.
 */
export type AskCaller = (isUse: boolean) => Caller

/** What a host connects: a socket or a port. */
export interface Way {
  /** Resolves when the other side is ready for more. */
  send(message: string): Promise<void>
  /** Ends the connection, since what comes over it are no calls. */
  end(): void
}

type Request = Parameters<ReturnType<typeof createServerPeerHandleRequestFn>>[0]
type Response = Awaited<ReturnType<ReturnType<typeof createServerPeerHandleRequestFn>>>

/** One window's connection to the API: bounds its messages and its calls, and answers them. */
export class ApiConnection {
  readonly #workbench: Workbench
  readonly #caller: AskCaller
  readonly #way: Way
  readonly #peer: ServerPeer
  readonly #calls = new CallLimit()
  #streams = 0

  constructor(workbench: Workbench, way: Way, caller: AskCaller) {
    this.#workbench = workbench
    this.#caller = caller
    this.#way = way
    this.#peer = new ServerPeer(async (message) => way.send(await writeMessage(message)))
  }

  /** Takes a message of `bytes`; what it brings about is sent when it is there. */
  receive(message: string, bytes: number): void {
    const call = new Call()
    this.#answer(message, bytes, call)
      .catch((error: unknown) => this.#refuse(message, error, call))
      .finally(() => {
        call.leave()
        if (call.streams) this.#streams -= 1
      })
  }

  /** Ends all that is under way. */
  close(): void {
    this.#peer.close()
  }

  async #answer(message: string, bytes: number, call: Call): Promise<void> {
    checkMessage(message, bytes)
    await this.#peer.message(await decodeRequestMessage(message), async (request) => {
      call.began = true
      call.signal = request.signal
      try {
        if (request.url.pathname !== PING) {
          call.leave = await this.#calls.enter(bytes, request.signal)
        }
        return await this.#bounded(await this.#handle(request), call)
      } catch (error) {
        return codec.encodeError(this.#explain(error, call))
      }
    })
  }

  #handle(request: Request): Promise<Response> {
    const caller = this.#caller(request.url.pathname !== PING)
    const options = { context: { workbench: this.#workbench, caller } }
    return createServerPeerHandleRequestFn(handler, options)(request)
  }

  /** A stream continues for as long as it likes, and is no call under way any more. */
  async #bounded(response: Response, call: Call): Promise<Response> {
    const { body } = response
    if (!isStream(body)) return response
    if (this.#streams >= MAX_STREAMS) {
      await body.return?.()
      throw new AppError('call.too-many-streams', { limit: MAX_STREAMS })
    }
    this.#streams += 1
    call.streams = true
    call.leave()
    return response
  }

  /** Answers a message that could not be answered; one that nobody can be answered to ends the way. */
  async #refuse(message: string, error: unknown, call: Call): Promise<void> {
    if (call.began) {
      this.#explain(error, call)
      return
    }
    const id = idOf(message)
    const detail = error instanceof Error ? error.message.slice(0, 200) : 'unknown'
    const refusal = error instanceof AppError ? error : new AppError('call.malformed', { detail })
    this.#workbench.log.warn({ error: refusal }, 'a message was refused')
    if (id === null) {
      this.#way.end()
      return
    }
    const answer = codec.encodeError(this.#explain(refusal, call))
    await this.#way.send(await writeMessage([id, MessageType.RESPONSE, answer]))
  }

  #explain(error: unknown, { signal }: Call) {
    return explain(error, { log: this.#workbench.log, procedure: 'connection', signal })
  }
}

/** How far the answer to a message is. */
class Call {
  began = false
  streams = false
  signal: AbortSignal | undefined
  leave = () => {}
}

const isStream = (body: unknown): body is AsyncIterator<unknown> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body
