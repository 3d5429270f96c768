import { closeSync, existsSync, readSync, statSync } from 'node:fs'
import { parentPort, Worker } from 'node:worker_threads'
import { AppError, fromErrorInfo, toErrorReport, type ErrorReport } from '../../../shared/errors'
import { openRegularSync } from '../../base/files/regular-file'
import { closeDb, explained, openForWriting } from './connection'
import { damagedLibrary } from './damaged'
import { newestSchema, type OpeningStep } from './migrations'
import { databaseIn, LibraryPlace } from './place'
import { prepareLibrary } from './prepare'

/** What the thread begins with. */
export interface PrepareStart {
  role: 'prepare'
  root: string
}

type Told = { step: OpeningStep } | { error: ErrorReport }

/** How often it is looked how much of the copy is written, in milliseconds. */
const COPY_MS = 250

/** Where SQLite keeps `user_version` in a database's header: 4 bytes, the highest first. */
const VERSION_AT = 60

/**
 * Whether a library was last closed in order, and by this version: then there is no log beside it
 * and nothing to prepare. To be asked while the library is locked and not open here.
 */
export function isInOrder(root: string): boolean {
  const file = databaseIn(root)
  if (existsSync(`${file}-wal`)) return false
  try {
    return readVersion(file) === newestSchema
  } catch {
    // What is wrong with it shows when it is opened.
    return false
  }
}

function readVersion(file: string): number | null {
  const opened = openRegularSync(file)
  try {
    const version = Buffer.alloc(4)
    return readSync(opened, version, { position: VERSION_AT }) === 4 ? version.readUInt32BE() : null
  } finally {
    closeSync(opened)
  }
}

/**
 * `prepareLibrary` on a thread, so that nobody waits for it meanwhile: of a large library the copy
 * before a migration takes long. The caller holds the lock.
 *
 * @param threadFile The built `reader-thread.ts`.
 */
export async function prepareOnThread(
  root: string,
  threadFile: string,
  onStep: (step: OpeningStep) => void
): Promise<void> {
  onStep({ phase: 'opening', done: 0, total: null })
  const workerData: PrepareStart = { role: 'prepare', root }
  const worker = new Worker(threadFile, { workerData })
  let copying: NodeJS.Timeout | undefined
  try {
    await new Promise<void>((resolve, reject) => {
      worker.on('message', (told: Told) => {
        clearInterval(copying)
        if ('error' in told) {
          reject(fromErrorInfo(told.error))
          return
        }
        const { step } = told
        onStep(step)
        // SQLite says nothing while it copies.
        const { file } = step
        if (file !== undefined) {
          copying = setInterval(() => onStep({ ...step, done: sizeOf(file) }), COPY_MS)
        }
      })
      worker.on('error', reject)
      worker.on('exit', () => resolve())
    })
  } finally {
    clearInterval(copying)
  }
}

/** In the thread. */
export function prepareForParent({ root }: PrepareStart): void {
  const tell = (told: Told): void => parentPort?.postMessage(told)
  const place = new LibraryPlace(root)
  try {
    explained(place, () => {
      const write = openForWriting(place)
      try {
        prepareLibrary(write, root, (step) => tell({ step }))
      } finally {
        closeDb(write)
      }
    })
  } catch (error) {
    tell({ error: toErrorReport(error instanceof AppError ? error : damagedLibrary(root, error)) })
  } finally {
    place.close()
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
