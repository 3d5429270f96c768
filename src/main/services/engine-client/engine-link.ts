import type { EngineReply, EngineRequest, EngineTask } from '../../../shared/engine-protocol'
import { AppError, fromErrorInfo } from '../../../shared/errors'
import type { Confinement, EngineLimits } from './engine-limits'
import type { EngineProcess } from './engine-process'
import { Pulse } from './pulse'

export interface Call {
  onEvent(event: unknown): void
  resolve(output: unknown): void
  reject(error: Error): void
}

interface Running extends Call {
  task: EngineTask
  /** Milliseconds since it was sent, and since it was told to stop; null before. */
  ageMs: number
  stoppingMs: number | null
}

/** How long the end of a killed process is waited for before its calls are told. */
const BURIAL_MS = 3000

/** The longest that a task's own past silences let it be silent after it was told to stop. */
const MAX_PATIENCE_MS = 300_000

/** Nobody but the system kills the process outright, and it does so where memory runs out. */
const diedError = (detail: string): AppError =>
  new AppError(
    /^signal SIGKILL|^exit code (9|137)\b|out of memory|OOMErrorHandler/i.test(detail)
      ? 'engine.out-of-memory'
      : 'engine.died',
    { detail }
  )

/**
 * One life of the process: the calls in flight, and what becomes of them when it ends. While there
 * are any it is asked again and again whether it still reads its messages. A long step is no reason
 * to end it; a task that does not stop when it is told to is.
 */
export class EngineLink {
  ended = false
  readonly #process: EngineProcess
  readonly #limits: EngineLimits
  readonly #confinement: Confinement | null
  readonly #calls = new Map<number, Running>()
  readonly #exit = Promise.withResolvers<undefined>()
  readonly #pulse: Pulse
  #timer: NodeJS.Timeout | null = null
  /** Why we killed it, where we did. */
  #verdict: AppError | null = null
  /** Messages that wait for the process to be up; null once it is. */
  #waiting: EngineRequest[] | null = []

  constructor(
    process: EngineProcess,
    limits: EngineLimits,
    confinement: Confinement | null = null
  ) {
    this.#process = process
    this.#limits = limits
    this.#confinement = confinement
    this.#pulse = new Pulse(limits.pingMs)
    if (confinement) this.send({ type: 'limit-memory', bytes: confinement.memoryBytes })
    process.onMessage((reply) => this.#receive(reply))
    process.onExit((detail) => this.#endAll(this.#verdict ?? diedError(detail)))
  }

  call(request: EngineRequest & { type: 'start' }, call: Call): void {
    this.#calls.set(request.id, { ...call, task: request.task, ageMs: 0, stoppingMs: null })
    this.send(request)
    this.#timer ??= this.#startTicking()
  }

  /** Tells a call to stop; where it does not, the process is killed. */
  cancel(id: number, type: 'cancel' | 'discard' = 'cancel'): void {
    const call = this.#calls.get(id)
    if (!call) return
    call.stoppingMs ??= 0
    this.send({ type, id })
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

  /** Kills the process, if it is still there, and waits until it is gone. */
  async end(): Promise<void> {
    if (!this.ended) this.#process.kill()
    await this.#exit.promise
  }

  #receive(reply: EngineReply): void {
    this.#pulse.beat()
    if (reply.type === 'alive') return
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
    this.#settle(reply.id)
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
    this.send({ type: 'cancel', id })
    this.#settle(id)
    call.reject(error instanceof Error ? error : new Error(String(error)))
  }

  #settle(id: number): void {
    this.#calls.delete(id)
    if (this.#calls.size === 0) this.#stopTicking()
  }

  #startTicking(): NodeJS.Timeout {
    // Nobody asked since the last call.
    this.#pulse.forget()
    return setInterval(() => this.#tick(), this.#limits.pingMs)
  }

  #stopTicking(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  #tick(): void {
    this.#pulse.tick()
    if (!this.#waiting) this.#process.send({ type: 'ping' })
    for (const call of this.#calls.values()) {
      call.ageMs += this.#limits.pingMs
      if (call.stoppingMs !== null) call.stoppingMs += this.#limits.pingMs
    }
    for (const call of this.#calls.values()) {
      const hungMs = this.#hungFor(call)
      if (hungMs === null) continue
      this.#kill(new AppError('engine.hung', { seconds: Math.round(hungMs / 1000) }))
      return
    }
    for (const [id, call] of this.#calls) {
      if (!this.#isLate(call)) continue
      const seconds = Math.round(call.ageMs / 1000)
      this.#fail(id, new AppError('engine.no-answer', { seconds }))
    }
  }

  /** How long this call has waited in vain, where the process has to be killed for it to end. */
  #hungFor(call: Running): number | null {
    const { ageMs, stoppingMs } = call
    const { silentMs, longestMs } = this.#pulse
    const { graceMs, obeyMs } = this.#limits
    if (silentMs >= (this.#limits.silenceMs[call.task] ?? Infinity)) return silentMs
    if (this.#confinement) {
      const { silenceMs, wholeMs } = this.#confinement
      if (ageMs >= wholeMs) return ageMs
      if (silentMs >= silenceMs) return silentMs
    }
    if (stoppingMs !== null) {
      const patienceMs = Math.max(graceMs, Math.min(2 * longestMs, MAX_PATIENCE_MS))
      const stuck = stoppingMs >= obeyMs || Math.min(silentMs, stoppingMs) >= patienceMs
      return stuck ? stoppingMs : null
    }
    return this.#isLate(call) && silentMs >= graceMs && !this.#works() ? ageMs : null
  }

  /** Whether something runs that may hold up the quick tasks. */
  #works(): boolean {
    return [...this.#calls.values()].some(({ task }) => this.#limits.answerMs[task] === undefined)
  }

  #isLate({ task, ageMs }: Running): boolean {
    return ageMs >= (this.#limits.answerMs[task] ?? Infinity)
  }

  /** Ends the process; its calls are told why, and at the latest after a while, whatever it does. */
  #kill(why: AppError): void {
    this.#verdict = why
    this.ended = true
    this.#stopTicking()
    this.#process.kill()
    setTimeout(() => this.#endAll(why), BURIAL_MS).unref()
  }

  #endAll(error: AppError): void {
    this.ended = true
    this.#stopTicking()
    const calls = [...this.#calls.values()]
    this.#calls.clear()
    for (const call of calls) call.reject(error)
    this.#exit.resolve(undefined)
  }
}
