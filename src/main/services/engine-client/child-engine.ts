import type {
  EngineReply,
  EngineRequest,
  EngineTask,
  EngineTasks
} from '../../../shared/engine-protocol'
import { AppError, fromErrorInfo } from '../../../shared/errors'
import type { EngineCallOptions, EngineClient } from './engine-client'
import type { EngineProcess, StartEngineProcess } from './engine-process'

interface Call {
  onEvent(event: unknown): void
  resolve(output: unknown): void
  reject(error: Error): void
}

/** An engine in a process of its own, started when first needed and again after it died. */
export class ChildEngine implements EngineClient {
  readonly #start: StartEngineProcess
  #link: EngineLink | null = null
  #lastId = 0

  constructor(start: StartEngineProcess) {
    this.#start = start
  }

  run<T extends EngineTask>(
    task: T,
    input: EngineTasks[T]['input'],
    options: EngineCallOptions<T> = {}
  ): Promise<EngineTasks[T]['output']> {
    const { signal, pause, onEvent, feed } = options
    if (signal?.aborted) return Promise.reject(new AppError('engine.cancelled'))
    const link = this.#connect()
    const id = ++this.#lastId
    const cancel = () => link.send({ type: 'cancel', id })
    signal?.addEventListener('abort', cancel, { once: true })
    const tell = (paused: boolean) => link.send({ type: paused ? 'pause' : 'unpause', id })
    const stopListening = pause?.listen(tell)
    return new Promise<EngineTasks[T]['output']>((resolve, reject) => {
      link.call({ type: 'start', id, task, input } as EngineRequest & { type: 'start' }, {
        onEvent: (event) => onEvent?.(event as EngineTasks[T]['event']),
        resolve: (output) => resolve(output as EngineTasks[T]['output']),
        reject
      })
      if (pause?.paused) tell(true)
      if (feed) void link.pour(id, feed)
    }).finally(() => {
      signal?.removeEventListener('abort', cancel)
      stopListening?.()
    })
  }

  async close(): Promise<void> {
    const link = this.#link
    this.#link = null
    await link?.end()
  }

  #connect(): EngineLink {
    if (this.#link === null || this.#link.ended) this.#link = new EngineLink(this.#start())
    return this.#link
  }
}

/** Nobody but the system kills the process outright, and it does so where memory runs out. */
const deathOf = (detail: string): AppError =>
  new AppError(
    /^signal SIGKILL|^exit code (9|137)\b|out of memory|OOMErrorHandler/i.test(detail)
      ? 'engine.out-of-memory'
      : 'engine.died',
    { detail }
  )

/** One life of the process: the calls in flight, and what becomes of them when it ends. */
class EngineLink {
  ended = false
  readonly #process: EngineProcess
  readonly #calls = new Map<number, Call>()
  readonly #exit: Promise<void>
  /** Messages that wait for the process to be up; null once it is. */
  #waiting: EngineRequest[] | null = []

  constructor(process: EngineProcess) {
    this.#process = process
    process.onMessage((reply) => this.#receive(reply))
    this.#exit = new Promise((resolve) => {
      process.onExit((detail) => {
        this.ended = true
        const died = deathOf(detail)
        for (const call of this.#calls.values()) call.reject(died)
        this.#calls.clear()
        resolve()
      })
    })
  }

  call(request: EngineRequest & { type: 'start' }, call: Call): void {
    this.#calls.set(request.id, call)
    this.send(request)
  }

  send(message: EngineRequest): void {
    if (this.#waiting) this.#waiting.push(message)
    else this.#process.send(message)
  }

  /** Feeds a call until the feed or the call ends. */
  async pour(id: number, feed: AsyncIterable<unknown[]> | Iterable<unknown[]>): Promise<void> {
    try {
      for await (const items of feed) {
        if (!this.#calls.has(id)) return
        this.send({ type: 'feed', id, items })
      }
      if (this.#calls.has(id)) this.send({ type: 'fed', id })
    } catch (error) {
      this.#fail(id, error)
    }
  }

  async end(): Promise<void> {
    if (!this.ended) this.#process.kill()
    await this.#exit
  }

  #receive(reply: EngineReply): void {
    if (reply.type === 'ready') {
      for (const message of this.#waiting ?? []) this.#process.send(message)
      this.#waiting = null
      return
    }
    const call = this.#calls.get(reply.id)
    if (!call) return
    if (reply.type === 'event') {
      this.#deliver(call, reply.id, reply.event)
      return
    }
    this.#calls.delete(reply.id)
    if (reply.type === 'done') call.resolve(reply.output)
    else call.reject(fromErrorInfo(reply.error))
  }

  /** A listener that throws (a full disk, a closed store) fails its own call and stops the task. */
  #deliver(call: Call, id: number, event: unknown): void {
    try {
      call.onEvent(event)
    } catch (error) {
      this.#fail(id, error)
    }
  }

  #fail(id: number, error: unknown): void {
    const call = this.#calls.get(id)
    if (!call) return
    this.#calls.delete(id)
    this.send({ type: 'cancel', id })
    call.reject(error instanceof Error ? error : new Error(String(error)))
  }
}
