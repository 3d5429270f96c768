import type {
  CaptionerSource,
  EngineRequest,
  EngineTask,
  EngineTasks
} from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { EngineCallOptions, EngineClient } from './engine-client'
import { usualLimits, type Confinement, type EngineLimits } from './engine-limits'
import { EngineLink } from './engine-link'
import { Discard } from './discard'
import type { StartEngineProcess } from './engine-process'

/**
 * An engine in a process of its own, started when first needed and again after it died. A task that
 * opens files from untrusted sources gets a process for itself, one at a time, so that what they do to it is
 * done to nothing else.
 */
export class ChildEngine implements EngineClient {
  readonly #start: StartEngineProcess
  readonly #limits: EngineLimits
  #link: EngineLink | null = null
  readonly #confined = new Set<EngineLink>()
  #lastConfined: Promise<unknown> = Promise.resolve()
  #lastId = 0
  /** How often it was closed: what waited for its turn by then begins no more. */
  #closed = 0

  constructor(start: StartEngineProcess, limits: Partial<EngineLimits> = {}) {
    this.#start = start
    this.#limits = { ...usualLimits, ...limits }
  }

  run<T extends EngineTask>(
    task: T,
    input: EngineTasks[T]['input'],
    options: EngineCallOptions<T> = {}
  ): Promise<EngineTasks[T]['output']> {
    if (options.signal?.aborted) return Promise.reject(new AppError('engine.cancelled'))
    const confinement = this.#limits.confined[task]
    if (!confinement) return this.#call(this.#connect(), task, input, options)
    const closed = this.#closed
    const turn = this.#lastConfined.then(() => {
      if (options.signal?.aborted || closed !== this.#closed) throw new AppError('engine.cancelled')
      return this.#confine(confinement, task, input, options)
    })
    this.#lastConfined = turn.catch(() => undefined)
    return turn
  }

  async close(): Promise<void> {
    this.#closed += 1
    const link = this.#link
    this.#link = null
    await Promise.all([...(link ? [link] : []), ...this.#confined].map((one) => one.end()))
  }

  #connect(): EngineLink {
    if (this.#link === null || this.#link.ended) {
      this.#link = new EngineLink(this.#start(), this.#limits)
    }
    return this.#link
  }

  async #confine<T extends EngineTask>(
    confinement: Confinement,
    task: T,
    input: EngineTasks[T]['input'],
    options: EngineCallOptions<T>
  ): Promise<EngineTasks[T]['output']> {
    const link = new EngineLink(this.#start(), this.#limits, confinement)
    this.#confined.add(link)
    try {
      return await this.#call(link, task, input, options)
    } catch (error) {
      throw refusal(error, (input as CaptionerSource).path, confinement)
    } finally {
      await link.end()
      this.#confined.delete(link)
    }
  }

  #call<T extends EngineTask>(
    link: EngineLink,
    task: T,
    input: EngineTasks[T]['input'],
    { signal, pause, onEvent, feed }: EngineCallOptions<T>
  ): Promise<EngineTasks[T]['output']> {
    const id = ++this.#lastId
    const cancel = () => link.cancel(id, signal?.reason instanceof Discard ? 'discard' : 'cancel')
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
}

/** What is wrong with files whose process did not live to tell. */
function refusal(error: unknown, path: string, { memoryBytes, wholeMs }: Confinement): unknown {
  if (!(error instanceof AppError)) return error
  const { code, params } = error
  const megabytes = Math.round(memoryBytes / 2 ** 20)
  switch (code) {
    case 'engine.hung':
      return new AppError(
        'model.check-endless',
        { path, seconds: params['seconds'] ?? Math.round(wholeMs / 1000) },
        { cause: error }
      )
    case 'engine.out-of-memory':
      return new AppError('model.check-too-large', { path, megabytes }, { cause: error })
    case 'engine.died':
      return new AppError(
        'model.check-died',
        { path, detail: params['detail'] ?? '' },
        { cause: error }
      )
    default:
      return error
  }
}
