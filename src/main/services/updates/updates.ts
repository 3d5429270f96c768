import type { Logger } from 'pino'
import type { UpdateState, WorkbenchEvent } from '../../../shared/contract'
import { AppError, toErrorInfo } from '../../../shared/errors'
import type { NewerVersion, Updater } from './updater'

export interface UpdatesOptions {
  /** Null where this host, or this way of installing it, cannot update itself. */
  updater: Updater | null
  /** The feed that the user has set; empty for none. */
  feed(): string
  /** Stops running jobs safely and closes the library. */
  leave(): Promise<void>
  emit(event: WorkbenchEvent): void
  log: Logger
}

/** Waits of {@link Updates.watch}, in milliseconds. */
const FIRST_MS = 30_000
const AGAIN_MS = 24 * 3_600_000

type Work = 'checking' | 'downloading' | 'installing'

/**
 * Newer versions of the application. It looks for them by itself where a feed is set, and tells; it
 * downloads and installs when it is asked to, and only then.
 */
export class Updates {
  readonly #options: UpdatesOptions
  #work: Work | null = null
  #found: NewerVersion | null = null
  #ready = false
  #share = 0
  #checkedAt: number | null = null
  #error: unknown = null
  /** The feed that the above was found at. */
  #feed = ''

  constructor(options: UpdatesOptions) {
    this.#options = options
  }

  get state(): UpdateState {
    const known = this.#feed === this.#options.feed()
    const found = known ? this.#found : null
    return {
      stage: this.#stage(found),
      version: found?.version ?? null,
      notes: found?.notes ?? null,
      share: this.#share,
      checkedAt: known ? this.#checkedAt : null,
      error: known && this.#error !== null ? toErrorInfo(this.#error) : null
    }
  }

  #stage(found: NewerVersion | null): UpdateState['stage'] {
    if (!this.#options.updater) return 'unsupported'
    if (this.#work) return this.#work
    if (this.#options.feed() === '') return 'off'
    if (!found) return 'idle'
    return this.#ready ? 'ready' : 'available'
  }

  /** Asks the feed. Throws as the contract says. */
  async check(): Promise<UpdateState> {
    const { updater, url } = this.#require()
    if (this.#work) return this.state
    this.#feed = url
    await this.#do('checking', async () => {
      checkFeed(url)
      const found = await updater.check(url)
      if (found?.version !== this.#found?.version) this.#ready = false
      this.#found = found
      this.#checkedAt = Date.now()
    })
    return this.state
  }

  /** Downloads the version that was found. Throws as the contract says. */
  async download(): Promise<UpdateState> {
    const { updater, url } = this.#require()
    if (this.#work || this.#ready) return this.state
    if (!this.#found || url !== this.#feed) throw new AppError('update.none')
    this.#share = 0
    await this.#do('downloading', async () => {
      await updater.download((share) => {
        const whole = Math.floor(share * 100) / 100
        if (whole === this.#share) return
        this.#share = whole
        this.#tell()
      })
      this.#ready = true
    })
    return this.state
  }

  /** Ends the application for the new version. Throws as the contract says. */
  async install(): Promise<void> {
    const { updater, url } = this.#require()
    if (!this.#ready || url !== this.#feed) throw new AppError('update.none')
    await this.#do('installing', () => updater.install(this.#options.leave))
  }

  /** Looks for a newer version from now on, once a day, as long as a feed is set. */
  watch(): () => void {
    if (!this.#options.updater) return () => undefined
    const look = () => {
      if (this.#options.feed() === '' || this.#ready) return
      // It stands in the state, and is no interruption: the machine may be offline.
      this.check().catch(() => undefined)
    }
    const first = setTimeout(look, FIRST_MS).unref()
    const again = setInterval(look, AGAIN_MS).unref()
    return () => {
      clearTimeout(first)
      clearInterval(again)
    }
  }

  #require(): { updater: Updater; url: string } {
    const { updater, feed } = this.#options
    if (!updater) throw new AppError('update.unsupported')
    const url = feed()
    if (url === '') throw new AppError('update.no-feed')
    return { updater, url }
  }

  async #do(work: Work, run: () => Promise<void>): Promise<void> {
    this.#work = work
    this.#error = null
    this.#tell()
    try {
      await run()
    } catch (thrown) {
      this.#options.log.warn({ error: thrown, url: this.#feed }, `${work} an update failed`)
      this.#error =
        thrown instanceof AppError
          ? thrown
          : new AppError(
              'update.failed',
              { detail: firstLine(thrown), url: this.#feed },
              { cause: thrown }
            )
      throw this.#error
    } finally {
      this.#work = null
      this.#tell()
    }
  }

  #tell(): void {
    this.#options.emit({ type: 'updates', updates: this.state })
  }
}

/** Throws `update.feed-invalid` for anything but https; a server of this machine may do without. */
function checkFeed(url: string): void {
  const parsed = URL.parse(url)
  const local = parsed !== null && ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname)
  if (parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && local)) return
  throw new AppError('update.feed-invalid', { url })
}

const firstLine = (thrown: unknown): string =>
  (thrown instanceof Error ? thrown.message : String(thrown)).split('\n')[0]?.slice(0, 200) ?? ''
