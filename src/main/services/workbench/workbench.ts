import { resolve } from 'node:path'
import type { Logger } from 'pino'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { LibraryInfo } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import { createLibrary, openLibrary, openLibraryToLook, type Library } from '../../store/library'
import { lockedLibrary } from '../../store/lock'
import type { EngineClient } from '../engine-client/engine-client'
import { JobQueue } from '../jobs/job-queue'
import type { JobTable } from '../jobs/job-table'
import { ThumbnailMaker } from '../media/thumbnail-maker'
import type { UserStore } from '../settings/user-store'
import type { WindowMemory } from '../settings/window-memory'
import { EventHub } from './event-hub'

export interface WorkbenchOptions {
  host: 'desktop' | 'web'
  version: string
  engine: EngineClient
  /** The built thread that reads libraries. */
  readerFile: string | undefined
  jobs: JobTable
  user: UserStore
  memory: WindowMemory
  log: Logger
  /** The device for the engine's work; by default the user's setting. */
  device?: DeviceChoice
  /** Whether an opened library's queued jobs are taken up by themselves. */
  runsQueue: boolean
}

type DataEntity = Extract<WorkbenchEvent, { type: 'data' }>['entity']

interface OpenLibrary {
  library: Library
  /** Null where the library is only looked at. */
  queue: JobQueue | null
  thumbnails: ThumbnailMaker | null
}

/** What every host opens a door to: the one open library, its queue, the engine, and the events. */
export class Workbench {
  readonly host: 'desktop' | 'web'
  readonly version: string
  readonly engine: EngineClient
  readonly user: UserStore
  readonly memory: WindowMemory
  readonly log: Logger
  readonly events = new EventHub()
  readonly #options: WorkbenchOptions
  #open: OpenLibrary | null = null
  /** Opening and closing happen one after the other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: WorkbenchOptions) {
    this.#options = options
    this.host = options.host
    this.version = options.version
    this.engine = options.engine
    this.user = options.user
    this.memory = options.memory
    this.log = options.log
    this.events.listen((event) => {
      if (event.type === 'job' && event.job.finishedAt !== null) this.announceLibrary()
      if (event.type === 'data' && event.entity === 'images' && options.runsQueue) {
        this.#open?.thumbnails?.wake()
      }
    })
  }

  /** Who makes changes in this user's windows, as history names them. */
  get actor(): string {
    const { annotator } = this.user.settings
    return annotator ? `person:${annotator}` : 'person'
  }

  /** The open library. Throws `library.none-open`. */
  get library(): Library {
    return this.#opened().library
  }

  /** The open library's queue. Throws `library.none-open`, or `library.locked` where it has none. */
  get queue(): JobQueue {
    const { queue, library } = this.#opened()
    if (!queue) throw lockedLibrary(library.root)
    return queue
  }

  /** The device that the engine's work is to run on. */
  get device(): DeviceChoice {
    return this.#options.device ?? this.user.settings.device
  }

  /** The open library for a person, or null. */
  info(): Promise<LibraryInfo | null> {
    return this.#open?.library.info() ?? Promise.resolve(null)
  }

  /** Makes a library in a new or empty folder and opens it in place of the present one. */
  create(path: string): Promise<LibraryInfo> {
    return this.#inTurn(() => this.#change(createLibrary(resolve(path), this.#options.readerFile)))
  }

  /** Opens a library in place of the present one, which stays open where this fails. */
  open(path: string): Promise<LibraryInfo> {
    return this.#inTurn(async () => {
      const present = this.#open?.library
      if (present?.root === resolve(path)) return present.info()
      return this.#change(openLibrary(resolve(path), this.#options.readerFile))
    })
  }

  /** Opens a library that another process has locked, to look at it; it has no queue then. */
  look(path: string): Promise<LibraryInfo> {
    return this.#inTurn(async () => {
      await this.#close()
      const library = openLibraryToLook(resolve(path))
      this.#open = { library, queue: null, thumbnails: null }
      return library.info()
    })
  }

  closeLibrary(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#open) return
      await this.#close()
      this.announceLibrary()
    })
  }

  /** Stops the running job, closes the library and ends the engine. */
  async close(): Promise<void> {
    await this.#inTurn(() => this.#close())
    await this.engine.close()
  }

  /** Tells the windows that lists of these kinds are to be read again. */
  announceData(...entities: DataEntity[]): void {
    for (const entity of entities) this.events.emit({ type: 'data', entity })
  }

  /** Tells the windows which library is open and how much it holds. */
  announceLibrary(): void {
    const open = this.#open
    this.info().then(
      (library) => {
        if (open === this.#open) this.events.emit({ type: 'library', library })
      },
      (error: unknown) => {
        if (open === this.#open) this.log.warn({ error }, 'the library could not be counted')
      }
    )
  }

  async #change(library: Library): Promise<LibraryInfo> {
    await this.#close()
    const { engine, jobs: table, log, user } = this.#options
    const device = () => this.device
    const queue = new JobQueue({ library, engine, table, device, log, emit: this.events.emit })
    const thumbnails = new ThumbnailMaker({ library, busy: () => queue.busy, log })
    this.#open = { library, queue, thumbnails }
    await user.addRecent(library.root).catch((error: unknown) => {
      log.warn({ error }, 'the list of recent libraries could not be kept')
    })
    if (this.#options.runsQueue) {
      queue.start()
      thumbnails.wake()
      // Puts the images in order while the window is still being loaded.
      library.reader.ask('pageImages', {}, { offset: 0, limit: 1 }).catch(() => undefined)
    }
    this.announceLibrary()
    return library.info()
  }

  async #close(): Promise<void> {
    const open = this.#open
    if (!open) return
    await open.queue?.close()
    await open.thumbnails?.close()
    this.#open = null
    await open.library.reader.close()
    open.library.close()
  }

  #opened(): OpenLibrary {
    if (!this.#open) throw new AppError('library.none-open')
    return this.#open
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }
}
