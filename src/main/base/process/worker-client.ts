import type { MessagePort, Transferable, Worker } from 'node:worker_threads'
import { fromErrorInfo, toErrorInfo, toErrorReport, type ErrorReport } from '../../../shared/errors'
import type { ChildLink } from './child-link'
import type { ParentLink } from './parent-link'

/** What a worker is sent: a request, with a number where it is to be answered. */
interface Numbered<Request> {
  id: number | null
  request: Request
}

type Reply = { id: number; answer: unknown } | { id: number; error: ErrorReport }

interface Pending {
  resolve(answer: unknown): void
  reject(error: Error): void
}

/** A thread or a process that calls `answerRequests`, as its client has it. */
export interface Peer {
  send(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once it is gone, with what it died of, where that is known. */
  onEnd(listener: (reason: Error | null) => void): void
  end(): Promise<void>
}

export const threadPeer = (worker: Worker): Peer => {
  let reason: Error | null = null
  worker.on('error', (error: Error) => (reason = error))
  return {
    send: (message) => worker.postMessage(message),
    onMessage: (listener) => worker.on('message', listener),
    onEnd: (listener) => worker.on('exit', () => listener(reason)),
    async end() {
      await worker.terminate()
    }
  }
}

export const childPeer = (child: ChildLink<unknown, unknown>): Peer => {
  const gone = Promise.withResolvers<Error>()
  child.onExit((detail) => gone.resolve(new Error(detail)))
  return {
    send: (message) => child.send(message),
    onMessage: (listener) => child.onMessage(listener),
    onEnd: (listener) => void gone.promise.then(listener),
    async end() {
      child.kill()
      await gone.promise
    }
  }
}

export interface WorkerClientOptions {
  /** What the worker is called where it ends before its time: `the reader thread`. */
  name: string
  /** What is wrong with requests once the client is closed; by default, that the worker ended. */
  closed?: () => Error
  /** What is wrong with requests whose worker died of `reason`; by default, the reason. */
  died?: (reason: Error) => Error
}

/**
 * Asks a thread or a process, which calls `answerRequests`, and waits for its answers. It starts
 * with the first request. When it dies its requests are rejected, and the next one starts another.
 */
export class WorkerClient<Request> {
  readonly #start: () => Peer
  readonly #options: WorkerClientOptions
  readonly #pending = new Map<number, Pending>()
  #worker: Peer | null = null
  #lastId = 0
  #closed = false

  constructor(start: () => Peer, options: WorkerClientOptions) {
    this.#start = start
    this.#options = options
  }

  /** Requests that wait for their answers. */
  get pending(): number {
    return this.#pending.size
  }

  /** The answer; rejects as the worker's function throws. */
  ask(request: Request): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) throw this.#closedError()
      this.#worker ??= this.#run()
      const id = ++this.#lastId
      this.#worker.send({ id, request } satisfies Numbered<Request>)
      this.#pending.set(id, { resolve, reject })
    })
  }

  /** Sends what is not answered, where the worker runs. */
  tell(request: Request): void {
    this.#worker?.send({ id: null, request } satisfies Numbered<Request>)
  }

  /** Ends the worker; its requests are rejected, and so are all later ones. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#worker?.end()
  }

  #run(): Peer {
    const worker = this.#start()
    worker.onMessage((reply) => this.#settle(reply as Reply))
    worker.onEnd((reason) => {
      this.#worker = null
      const error = this.#closed ? this.#closedError() : this.#deathOf(reason ?? this.#ended())
      const waiting = [...this.#pending.values()]
      this.#pending.clear()
      for (const { reject } of waiting) reject(error)
    })
    return worker
  }

  #settle(reply: Reply): void {
    const pending = this.#pending.get(reply.id)
    this.#pending.delete(reply.id)
    if ('error' in reply) pending?.reject(fromErrorInfo(reply.error))
    else pending?.resolve(reply.answer)
  }

  #deathOf(reason: Error): Error {
    return this.#options.died?.(reason) ?? fromErrorInfo(toErrorInfo(reason))
  }

  #closedError(): Error {
    return this.#options.closed?.() ?? fromErrorInfo(toErrorInfo(this.#ended()))
  }

  #ended(): Error {
    return new Error(`${this.#options.name} ended`)
  }
}

/**
 * In a thread or a process: answers the requests of a `WorkerClient` by `answer`, each as it comes.
 *
 * @param transfer What of an answer is handed over to another thread instead of being copied.
 */
export function answerRequests<Request, Answer>(
  port: MessagePort | ParentLink<unknown, unknown> | null,
  answer: (request: Request) => Answer | Promise<Answer>,
  transfer: (answer: Answer) => Transferable[] = () => []
): void {
  const send = (message: Reply, transferred: Transferable[] = []): void => {
    if (port && 'postMessage' in port) port.postMessage(message, transferred)
    else port?.send(message)
  }
  const reply = async ({ id, request }: Numbered<Request>): Promise<void> => {
    try {
      const given = await answer(request)
      if (id !== null) send({ id, answer: given }, transfer(given))
    } catch (error) {
      // Nobody waits for it: the worker ends with it.
      if (id === null) throw error
      send({ id, error: toErrorReport(error) })
    }
  }
  const hear = (message: unknown): void => void reply(message as Numbered<Request>)
  if (port && 'postMessage' in port) port.on('message', hear)
  else port?.onMessage(hear)
}
