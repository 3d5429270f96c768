import type { Logger } from 'pino'
import type { WorkbenchEvent } from '../../../shared/contract'
import type { DataEntity, Run } from '../../../shared/domain'
import type { DeviceChoice } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { ChangedEntity, Changes } from '../../store/core/changes'
import { listenForChanges } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { Backups, type BackupPlan } from '../backup/backups'
import { ClusterFollower } from '../cluster'
import type { EngineClient } from '../engine-client/engine-client'
import type { ImageClient } from '../image-client/image-client'
import { JobQueue } from '../jobs/job-queue'
import type { JobTable } from '../jobs/job-table'
import { Throttle } from '../jobs/throttle'
import { MissingFiles } from '../media/missing-files'
import { ThumbnailMaker } from '../media/thumbnail-maker'
import { watchLibrary } from './watch-library'

export interface OpenLibraryOptions {
  engine: EngineClient
  images: ImageClient
  jobs: JobTable
  /** The built thread that reads libraries. */
  readerFile: string | undefined
  /** Backups that are made by themselves; by default none. */
  backupPlan?: BackupPlan | null
  /** Whether queued jobs and work in the background begin by themselves. */
  runsQueue: boolean
  log: Logger
  /** The user's choice at the moment a job starts. */
  device(): DeviceChoice
  emit(event: WorkbenchEvent): void
  /** Called when a run on a cluster has ended. */
  onRunEnd(run: Run): void
}

/** What the library's own figures count, which are walked over at most once in this time. */
const COUNTED: readonly ChangedEntity[] = ['images', 'captions', 'pairs', 'models', 'runs']
const COUNT_MS = 500

const isDataEntity = (entity: ChangedEntity): entity is DataEntity =>
  entity !== 'runs' && entity !== 'jobs'

/** An open library with all that works in it until it is closed. */
export class OpenLibrary {
  readonly library: Library
  readonly backups: Backups
  /** Null where the library is only looked at, as the next three are. */
  readonly queue: JobQueue | null
  readonly missingFiles: MissingFiles | null
  readonly clusters: ClusterFollower | null
  readonly #thumbnails: ThumbnailMaker | null
  readonly #options: OpenLibraryOptions
  readonly #recount = new Throttle<void>(COUNT_MS, () => this.announce())
  #stopWatching = (): void => undefined
  #stopped = false

  constructor(library: Library, options: OpenLibraryOptions) {
    this.library = library
    this.#options = options
    const { engine, images, jobs: table, readerFile: threadFile, log, device, emit } = options
    const plan = options.backupPlan ?? null
    if (!library.looksOnly) {
      listenForChanges(library.write, (changes) => this.#announceChanges(changes))
    }
    const queue = library.looksOnly
      ? null
      : new JobQueue({ library, engine, images, table, device, log, emit })
    const busy = () => queue?.busy ?? false
    this.queue = queue
    this.#thumbnails = queue && new ThumbnailMaker({ library, images, busy, log })
    this.clusters = queue && new ClusterFollower({ library, emit, log, onEnd: options.onRunEnd })
    this.missingFiles = queue && new MissingFiles({ library, busy, log })
    this.backups = new Backups({ library, plan, threadFile, log, emit })
  }

  /** Begins what goes on by itself while the library is open. `onMoved` hears of a new folder. */
  start(onMoved: () => void): void {
    const { log, runsQueue } = this.#options
    const onChanged = () => this.announce()
    this.#stopWatching = watchLibrary(this.library, { log, onMoved, onChanged })
    if (!runsQueue) return
    this.queue?.start()
    this.#thumbnails?.wake()
    this.missingFiles?.start()
    this.clusters?.start()
    // Puts the images in order while the window is still being loaded.
    this.library.reader.ask('pageImages', {}, { offset: 0, limit: 1 }).catch(() => undefined)
  }

  /** Tells the windows that this library is open and how much it holds. */
  announce(): void {
    const { emit, log } = this.#options
    this.library.info().then(
      (library) => {
        if (!this.#stopped) emit({ type: 'library', library })
      },
      (error: unknown) => {
        if (!this.#stopped) log.warn({ error }, 'the library could not be counted')
      }
    )
  }

  /** Throws `library.job-running` where a job runs. */
  requireIdle(): void {
    const job = this.queue?.running
    if (!job) return
    const { root } = this.library
    throw new AppError('library.job-running', { path: root, kind: job.kind, id: job.id })
  }

  /** Stops the running job and the work in the background; the library can still be read. */
  async stop(): Promise<void> {
    this.#stopWatching()
    await this.backups.close()
    this.missingFiles?.close()
    this.#recount.stop()
    await this.queue?.close()
    await this.clusters?.close()
    await this.#thumbnails?.close()
    this.#stopped = true
  }

  /** To be called once it is stopped. */
  async close(): Promise<void> {
    await this.library.reader.close()
    this.library.close()
  }

  /** Tells the windows which lists are to be read again after a commit. */
  #announceChanges({ entities, resized }: Changes): void {
    for (const entity of entities) {
      if (isDataEntity(entity)) this.#options.emit({ type: 'data', entity })
    }
    if (entities.has('images') && this.#options.runsQueue) this.#thumbnails?.wake()
    if (COUNTED.some((entity) => resized.has(entity))) this.#recount.push()
  }
}
