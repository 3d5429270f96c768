import { resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Job, LibraryInfo, LibraryOpening, Run } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError, type Locale } from '../../../shared/errors'
import { firstLanguage } from '../../../shared/first-language'
import {
  createLibrary,
  openLibrary,
  openLibraryAside,
  openLibraryToLook,
  type Library
} from '../../store/core/library'
import { identityOf } from '../../store/parts/identity'
import { setReviewers, type IsReviewer } from '../../store/captions/review-rule'
import { listJobs } from '../../store/jobs/jobs'
import type { TeamMembers } from '../assignments/work-lists'
import type { Backups } from '../backup/backups'
import type { ClusterFollower } from '../cluster'
import type { EngineClient } from '../engine-client/engine-client'
import type { ImageClient } from '../image-client/image-client'
import type { JobQueue } from '../jobs/job-queue'
import type { MissingFiles } from '../media/missing-files'
import { Presence } from '../people/presence'
import type { UserStore } from '../settings/user-store'
import type { Updater } from '../updates/updater'
import { Updates } from '../updates/updates'
import { Webhook } from '../webhook/webhook'
import type { WindowMemory } from '../settings/window-memory'
import { EventHub } from './event-hub'
import { plainShell, type HostShell } from './host-shell'
import { KnownDevices } from './known-devices'
import { OpenLibrary, type OpenLibraryOptions } from './open-library'

export interface WorkbenchOptions extends Omit<OpenLibraryOptions, 'device' | 'emit' | 'onRunEnd'> {
  host: 'desktop' | 'web'
  version: string
  user: UserStore
  memory: WindowMemory
  /** What can update the application; by default nothing. */
  updater?: Updater | null
  /** The file that `log` writes; empty where it writes none. */
  logFile?: string
  /** By default one without a desktop around it. */
  shell?: HostShell
  /** The device for the engine's work; by default the user's setting. */
  device?: DeviceChoice
}

/** How the present library is left. */
export interface Leaving {
  /** Whether a job that runs in it may be interrupted. */
  interrupt?: boolean
}

/** Whether only another opening makes a library writable again. */
const mustReopen = (library: Library): boolean =>
  library.looksOnly || library.refusal()?.code === 'library.gone'

/** What every host opens a door to: the one open library, its queue, the engine, and the events. */
export class Workbench {
  readonly host: 'desktop' | 'web'
  readonly version: string
  readonly engine: EngineClient
  readonly images: ImageClient
  readonly devices: KnownDevices
  readonly user: UserStore
  readonly memory: WindowMemory
  readonly log: Logger
  readonly logFile: string
  readonly shell: HostShell
  readonly events = new EventHub()
  /** Who of a team is there. */
  readonly presence = new Presence(this.events.emit)
  /** Who reviews on a team's server; null where one person has the workbench to themselves. */
  reviewers: IsReviewer | null = null
  /** The people of a team's server, for work lists; null where nobody knows who they are. */
  members: TeamMembers = null
  readonly updates: Updates
  readonly webhook: Webhook
  readonly #options: WorkbenchOptions
  #open: OpenLibrary | null = null
  #opening: LibraryOpening | null = null
  /** Opening and closing happen one after the other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: WorkbenchOptions) {
    this.#options = options
    this.host = options.host
    this.version = options.version
    this.engine = options.engine
    this.images = options.images
    this.devices = new KnownDevices(options.engine)
    this.user = options.user
    this.memory = options.memory
    this.log = options.log
    this.updates = new Updates({
      updater: options.updater ?? null,
      feed: () => this.user.settings.updateFeed,
      leave: () => this.close(),
      emit: this.events.emit,
      log: this.log
    })
    this.webhook = new Webhook({
      url: () => process.env['VIECAP_WEBHOOK'] ?? this.user.settings.webhook,
      library: () => this.library,
      log: this.log
    })
    this.events.listen(this.webhook.hear)
    this.logFile = options.logFile ?? ''
    this.shell = options.shell ?? plainShell
  }

  /** The language that this user chose, else the first of the system's that the workbench speaks. */
  get locale(): Locale {
    const { locale } = this.user.settings
    return locale === 'system' ? firstLanguage(this.shell.languages()) : locale
  }

  /** The open library. Throws `library.none-open`. */
  get library(): Library {
    return this.#opened().library
  }

  /** What the open library is called as a part of another one, such as whoever works on it; null for others. */
  get partName(): string | null {
    return this.#open ? (identityOf(this.#open.library.read).from?.part ?? null) : null
  }

  /** The open library's queue. Throws `library.none-open`, or why a library to look at has none. */
  get queue(): JobQueue {
    const { queue, library } = this.#opened()
    if (queue) return queue
    throw library.refusal() ?? new AppError('library.none-open')
  }

  /** The open library's jobs, newest first. Throws `library.none-open`. */
  jobs(limit: number): Job[] {
    const { queue, library } = this.#opened()
    return queue ? queue.list(limit) : listJobs(library.read, limit)
  }

  /** The open library's backups. Throws `library.none-open`. */
  get backups(): Backups {
    return this.#opened().backups
  }

  /** What follows the open library's runs on clusters. Throws as `queue` does. */
  get clusters(): ClusterFollower {
    const { clusters, library } = this.#opened()
    if (clusters) return clusters
    throw library.refusal() ?? new AppError('library.none-open')
  }

  /** Which images have no file any more; null where that cannot be noted. */
  get missingFiles(): MissingFiles | null {
    return this.#opened().missingFiles
  }

  /** The device that the engine's work is to run on. */
  get device(): DeviceChoice {
    return this.#options.device ?? this.user.settings.device
  }

  /** The open library for a person, or null. */
  info(): Promise<LibraryInfo | null> {
    return this.#open?.library.info() ?? Promise.resolve(null)
  }

  /** The library that is being opened. */
  get opening(): LibraryOpening | null {
    return this.#opening
  }

  /**
   * Makes a library in a new or empty folder and opens it in place of the present one. Throws
   * `library.job-running`.
   */
  create(path: string, leave: Leaving = {}): Promise<LibraryInfo> {
    return this.#serialize(() => {
      this.#requireLeave(leave)
      return this.#change(createLibrary(resolve(path), this.#options.readerFile))
    })
  }

  /**
   * Opens a library in place of the present one, which stays open where this fails. Throws
   * `library.job-running`.
   */
  open(path: string, leave: Leaving = {}): Promise<LibraryInfo> {
    return this.#serialize(async () => {
      const present = this.#open?.library
      if (present?.root === resolve(path) && !mustReopen(present)) return present.info()
      this.#requireLeave(leave)
      const library = await this.#read(resolve(path))
      try {
        // Meanwhile a job may have started in the present one.
        this.#requireLeave(leave)
      } catch (error) {
        library.close()
        throw error
      }
      return this.#change(library)
    })
  }

  /** Opens a library that another process has locked, to look at it; it has no queue then. */
  look(path: string): Promise<LibraryInfo> {
    return this.#serialize(async () => {
      await this.#close()
      const library = openLibraryToLook(resolve(path))
      this.#open = this.#openedWith(library)
      return library.info()
    })
  }

  /** Closes the library. Throws `library.job-running`. */
  closeLibrary(leave: Leaving = {}): Promise<void> {
    return this.#serialize(async () => {
      if (!this.#open) return
      this.#requireLeave(leave)
      await this.#close()
      this.#announceNone()
    })
  }

  /** Stops the running job, closes the library and ends the other processes. */
  async close(): Promise<void> {
    this.presence.close()
    await this.#serialize(() => this.#close())
    await Promise.all([this.engine.close(), this.images.close(), this.webhook.close()])
    await this.user.settled()
  }

  /** Throws `library.job-running` where a job runs that may not be interrupted. */
  #requireLeave({ interrupt = false }: Leaving): void {
    if (!interrupt) this.#open?.requireIdle()
  }

  async #change(library: Library): Promise<LibraryInfo> {
    await this.#close()
    try {
      if (!library.looksOnly) setReviewers(library.write, () => this.reviewers)
      this.#open = this.#openedWith(library)
    } catch (error) {
      library.close()
      this.#announceNone()
      throw error
    }
    this.#open.start(() => void this.#remember(library))
    await this.#remember(library)
    this.#open.announce()
    return library.info()
  }

  #openedWith(library: Library): OpenLibrary {
    const { emit } = this.events
    const onRunEnd = (run: Run) => this.webhook.tell(run)
    return new OpenLibrary(library, { ...this.#options, device: () => this.device, emit, onRunEnd })
  }

  #announceNone(): void {
    this.events.emit({ type: 'library', library: null })
  }

  /** Opens a library, and tells the windows how far that is. */
  async #read(path: string): Promise<Library> {
    const { readerFile } = this.#options
    if (readerFile === undefined) return openLibrary(path)
    try {
      return await openLibraryAside(path, readerFile, ({ phase, done, total }) => {
        this.#tellOpening({ path, phase, done, total })
      })
    } finally {
      if (this.#opening) this.#tellOpening(null)
    }
  }

  #tellOpening(opening: LibraryOpening | null): void {
    this.#opening = opening
    this.events.emit({ type: 'opening', opening })
  }

  #remember({ root }: Library): Promise<void> {
    return this.user.addRecent(root).catch((error: unknown) => {
      this.log.warn({ error }, 'the list of recent libraries could not be kept')
    })
  }

  async #close(): Promise<void> {
    const open = this.#open
    if (!open) return
    await open.stop()
    // From here on nobody begins to read in it.
    this.#open = null
    await open.close()
  }

  #opened(): OpenLibrary {
    if (!this.#open) throw new AppError('library.none-open')
    return this.#open
  }

  #serialize<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }
}
