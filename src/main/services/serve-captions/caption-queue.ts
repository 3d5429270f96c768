import type {
  CaptionRequestEvent,
  EngineTasks,
  RequestedCaption,
  RequestedImage
} from '../../../shared/engine-protocol'
import { AppError, fromErrorInfo, toErrorInfo } from '../../../shared/errors'
import type { EngineClient } from '../engine-client/engine-client'

/** Images in the engine's hands: a batch being captioned and the next one being read. */
const IN_HAND = 64
/** How often an image is given to an engine; the second time its first one has died. */
const TRIES = 2
/** The longest that a client is told to wait, in seconds. */
const LONGEST_WAIT = 60

export interface QueueOptions {
  engine: EngineClient
  input: EngineTasks['captionRequests']['input']
  /** Images that may wait for the engine. */
  maxWaiting: number
  onBatch?(images: number): void
  /** Called where an engine has ended that should not have. */
  onDeath?(error: unknown): void
}

export type QueueState = 'opening' | 'ready' | 'failed' | 'closed'

interface Wanted extends RequestedImage {
  since: number
  tries: number
  /** Whether nobody waits for it any more. */
  isGone: boolean
  resolve(caption: RequestedCaption): void
  reject(error: unknown): void
}

/**
 * Images of all clients on their way through one engine, first come, first served. An engine that
 * dies is followed by a new one, which is given the images that it had in hand once more.
 */
export class CaptionQueue {
  readonly #options: QueueOptions
  #state: QueueState = 'opening'
  #waiting: Wanted[] = []
  readonly #inHand = new Map<number, Wanted>()
  #lastId = 0
  /** Whether an engine is up or coming up. */
  #isServed = false
  #starts = 0
  #change: () => void = () => undefined
  readonly #ready = Promise.withResolvers<undefined>()

  constructor(options: QueueOptions) {
    this.#options = options
    this.#ready.promise.catch(() => undefined)
  }

  get state(): QueueState {
    return this.#state
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get inHand(): number {
    return this.#inHand.size
  }

  /** Engines started so far. */
  get starts(): number {
    return this.#starts
  }

  /** Opens the model. Throws what keeps it from opening. */
  async open(): Promise<void> {
    this.#serve()
    await this.#ready.promise
  }

  /** Throws `serving.busy` where `count` more images do not fit, or `serving.stopping`. */
  requireRoom(count: number): void {
    if (this.#state === 'closed') throw new AppError('serving.stopping')
    const { maxWaiting } = this.#options
    if (this.#waiting.length + count <= maxWaiting) return
    // The next one waits about as long as the one whose turn it is.
    const waited = performance.now() - (this.#waiting[0]?.since ?? performance.now())
    const seconds = Math.min(LONGEST_WAIT, Math.max(1, Math.ceil(waited / 1000)))
    throw new AppError('serving.busy', { waiting: this.#waiting.length, seconds })
  }

  /**
   * The captions of some images, or why one has none, in their order. All are taken or, where they do
   * not fit, none: see {@link requireRoom}. Where `signal` is aborted, they leave the queue, and
   * what the engine has in hand is captioned for nobody.
   */
  async caption(
    images: readonly Pick<RequestedImage, 'path' | 'decode' | 'place'>[],
    signal: AbortSignal
  ): Promise<PromiseSettledResult<RequestedCaption>[]> {
    this.requireRoom(images.length)
    const wanted = images.map((image) => this.#want(image))
    const leave = () => {
      for (const { one } of wanted) {
        one.isGone = true
        one.reject(new AppError('engine.cancelled'))
      }
      this.#waiting = this.#waiting.filter(({ isGone }) => !isGone)
    }
    if (signal.aborted) leave()
    signal.addEventListener('abort', leave, { once: true })
    this.#serve()
    this.#change()
    try {
      return await Promise.allSettled(wanted.map(({ answer }) => answer))
    } finally {
      signal.removeEventListener('abort', leave)
    }
  }

  /** Takes no more, and ends the engine. Whoever still waits is told `serving.stopping`. */
  async close(): Promise<void> {
    this.#state = 'closed'
    this.#failAll(new AppError('serving.stopping'))
    this.#ready.reject(new AppError('serving.stopping'))
    this.#change()
    await this.#options.engine.close()
  }

  #want(image: Pick<RequestedImage, 'path' | 'decode' | 'place'>) {
    const { promise: answer, resolve, reject } = Promise.withResolvers<RequestedCaption>()
    this.#lastId += 1
    const [id, since] = [this.#lastId, performance.now()]
    const one: Wanted = { ...image, id, since, tries: 0, isGone: false, resolve, reject }
    this.#waiting.push(one)
    return { one, answer }
  }

  #serve(): void {
    if (this.#isServed || this.#state === 'closed') return
    this.#isServed = true
    this.#state = 'opening'
    void this.#live()
  }

  /** The life of one engine. */
  async #live(): Promise<void> {
    const { engine, input, onDeath } = this.#options
    const life = { over: false }
    this.#starts += 1
    try {
      await engine.run('captionRequests', input, {
        feed: this.#feed(life),
        onEvent: (event) => this.#hear(event)
      })
    } catch (error) {
      life.over = true
      if (this.#state === 'closed') return
      onDeath?.(error)
      this.#isServed = false
      if (this.#state === 'ready') this.#retry(error)
      else this.#giveUp(error)
    }
  }

  async *#feed(life: { over: boolean }): AsyncGenerator<RequestedImage[]> {
    for (;;) {
      const isOver = () => life.over || this.#state === 'closed'
      const canGive = () => this.#waiting.length > 0 && this.#inHand.size < IN_HAND
      while (!isOver() && !canGive()) {
        await new Promise<void>((resolve) => (this.#change = resolve))
      }
      if (isOver()) return
      const next = this.#waiting.splice(0, IN_HAND - this.#inHand.size)
      for (const one of next) {
        one.tries += 1
        this.#inHand.set(one.id, one)
      }
      yield next.map(({ id, path, decode, place }) => ({ id, path, decode, place }))
    }
  }

  #hear(event: CaptionRequestEvent): void {
    if (event.type === 'ready') {
      if (this.#state === 'closed') return
      this.#state = 'ready'
      this.#ready.resolve(undefined)
      return
    }
    if (event.type === 'batch') {
      this.#options.onBatch?.(event.images)
      return
    }
    const one = this.#inHand.get(event.id)
    this.#inHand.delete(event.id)
    this.#change()
    if (event.type === 'failed') one?.reject(fromErrorInfo(event.error))
    else {
      const { text, score, tokens, stopped } = event
      one?.resolve({ text, score, tokens, stopped })
    }
  }

  /** A new engine, with what the dead one had in hand; what has been tried often enough has failed. */
  #retry(error: unknown): void {
    const held = [...this.#inHand.values()].filter(({ isGone }) => !isGone)
    this.#inHand.clear()
    for (const one of held) if (one.tries >= TRIES) one.reject(engineFailed(error))
    this.#waiting.unshift(...held.filter(({ tries }) => tries < TRIES))
    this.#serve()
  }

  /** A model that does not open would not open again at once; the next request tries. */
  #giveUp(error: unknown): void {
    this.#state = 'failed'
    this.#ready.reject(error)
    this.#failAll(engineFailed(error))
  }

  #failAll(error: AppError): void {
    const all = [...this.#waiting, ...this.#inHand.values()]
    this.#waiting = []
    this.#inHand.clear()
    for (const one of all) one.reject(error)
  }
}

/** In short, since the engine's own errors speak of jobs that are to be resumed. */
function engineFailed(cause: unknown): AppError {
  const { params, message } = toErrorInfo(cause)
  return new AppError('serving.engine-failed', { detail: params['detail'] ?? message }, { cause })
}
