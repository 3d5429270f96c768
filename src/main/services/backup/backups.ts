import { basename, join } from 'node:path'
import type { Logger } from 'pino'
import type { Backup, BackupState } from '../../../shared/domain'
import type { WorkbenchEvent } from '../../../shared/contract'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { libraryId } from '../../store/core/copy-database'
import { listenForChanges } from '../../store/core/connection'
import type { Library } from '../../store/core/library'
import { backupsIn, databaseOfBackup, listBackups } from './backup-folder'
import type { BackupsKept } from './keep'
import { makeBackup } from './make-backup'
import { verifyBackup } from './verify-backup'

/** Backups that a host makes by itself. */
export interface BackupPlan {
  /** Milliseconds from one to the next. */
  every: number
  /** Absolute path; null for the library's own folder. */
  folder: string | null
  kept: BackupsKept
}

export interface BackupsOptions {
  library: Library
  plan: BackupPlan | null
  threadFile: string | undefined
  emit(event: WorkbenchEvent): void
  log: Logger
}

/** How often it is looked whether a backup is due, in milliseconds, where that is not more often. */
const LOOK_MS = 60_000

/** The backups of the open library: made when a person asks for one, or by the host's plan. */
export class Backups {
  readonly #options: BackupsOptions
  readonly #libraryId: string | null
  readonly #timer: NodeJS.Timeout | null
  readonly #stopListening: () => void
  /** Whether anything was changed since the last one of the plan; of what was before, nothing is known. */
  #changed = true
  #problem: unknown = null
  /** One backup at a time. */
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  constructor(options: BackupsOptions) {
    const { library, plan } = options
    this.#options = options
    this.#libraryId = libraryId(library.read)
    this.#stopListening = library.looksOnly
      ? () => undefined
      : listenForChanges(library.write, () => (this.#changed = true))
    this.#timer = plan && setInterval(() => void this.#look(plan), Math.min(plan.every, LOOK_MS))
    this.#timer?.unref()
    if (plan) void this.#look(plan)
  }

  get #folder(): string {
    const { library, plan } = this.#options
    return plan?.folder ?? backupsIn(library.root)
  }

  async state(): Promise<BackupState> {
    const problem = this.#problem === null ? null : toErrorInfo(this.#problem)
    const backups = await listBackups(this.#folder, this.#libraryId)
    return { folder: this.#folder, every: this.#options.plan?.every ?? null, backups, problem }
  }

  /** Backs the library up now; none that is there is removed. Throws as `makeBackup`. */
  create(): Promise<Backup> {
    return this.#serialize(() => this.#make())
  }

  /** Reads one of the library's backups through. Throws `backup.not-found`, and as `verifyBackup`. */
  verify(name: string): Promise<void> {
    return this.#serialize(async () => {
      const known = await listBackups(this.#folder, this.#libraryId)
      const backup = known.find(({ path }) => basename(path) === name)
      if (!backup) throw new AppError('backup.not-found', { path: join(this.#folder, name) })
      await verifyBackup(
        { database: databaseOfBackup(backup.path), backup },
        this.#options.threadFile
      )
      this.#tell()
    })
  }

  /** Resolves when the backup under way is made. */
  async close(): Promise<void> {
    this.#closed = true
    if (this.#timer) clearInterval(this.#timer)
    this.#stopListening()
    await this.#last
  }

  async #look(plan: BackupPlan): Promise<void> {
    await this.#serialize(async () => {
      if (this.#closed || !this.#changed) return
      try {
        const [newest] = await listBackups(this.#folder, this.#libraryId)
        if (newest && Date.now() - newest.createdAt < plan.every) return
        this.#changed = false
        await this.#make(plan.kept)
      } catch (error) {
        this.#changed = true
        this.#problem = error
        this.#options.log.warn({ error }, 'the library could not be backed up')
        this.#tell()
      }
    })
  }

  async #make(kept?: BackupsKept): Promise<Backup> {
    const { library, threadFile } = this.#options
    const wish = { library: library.root, folder: this.#folder, runs: false, kept, threadFile }
    const backup = await makeBackup(wish)
    this.#problem = null
    this.#tell()
    return backup
  }

  #tell(): void {
    this.#options.emit({ type: 'data', entity: 'backups' })
  }

  #serialize<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work)
    this.#last = result.catch(() => undefined)
    return result
  }
}
