import { existsSync, mkdirSync, readdirSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import type { LibraryInfo } from '../../../shared/domain'
import { AppError, toErrorInfo } from '../../../shared/errors'
import { explain } from '../../base/files/file-error'
import { networkDiskOf } from '../../base/files/network-disk'
import {
  closeDb,
  explained,
  isUnwritable,
  openForReading,
  openForWriting,
  troubleOf,
  value,
  type ReadDb,
  type WriteDb
} from './connection'
import { damagedLibrary } from './damaged'
import { libraryCounts } from './library-counts'
import { lockedLibrary, lockLibrary } from './lock'
import { checkSchema, newestSchema, schemaVersion, type OpeningStep } from './migrations'
import { openToRead, whyUnwritable } from './open-to-read'
import { databaseIn, LibraryPlace } from './place'
import { prepareLibrary, writing } from './prepare'
import { isInOrder, prepareOnThread } from './prepare-thread'
import type { Viewer } from './viewer'
import { ViewerConnections } from './viewer-connections'
import { openReader, type Reader } from '../reader/reader'

export type { ReadDb, WriteDb } from './connection'

/** An open library folder, locked for this process until `close`. */
export interface Library {
  /** Absolute path of the folder as it is now: it may be moved while it is open. */
  readonly root: string
  readonly read: ReadDb
  /** Throws what `refusal` gives where the library is only looked at. */
  readonly write: WriteDb
  /** For what may take long. */
  readonly reader: Reader
  /** The kind of network file system it lies on; null on a disk of this machine. */
  readonly networkDisk: string | null
  /** Whether the library is only looked at, until it is opened again. */
  readonly looksOnly: boolean
  /** The same library with no more of the captions than a viewer may see, for reading. */
  seenBy(viewer: Viewer): Pick<Library, 'read' | 'reader'>
  /** Why a change would be refused now: `library.gone`, a full disk and the like; or null. */
  refusal(): AppError | null
  info(): Promise<LibraryInfo>
  close(): void
}

/**
 * Makes a library in the new or empty folder `path` and opens it. Throws
 * `library.folder-not-empty` or `library.unwritable`. `readerFile` is the built thread of the
 * library's reader; without it long reads are done on the caller's thread.
 */
export function createLibrary(path: string, readerFile?: string): Library {
  const root = resolve(path)
  const entries = writing(root, () => {
    mkdirSync(root, { recursive: true })
    return readdirSync(root)
  })
  if (entries.length > 0) throw new AppError('library.folder-not-empty', { path: root })
  return openAt(root, readerFile)
}

/**
 * Opens the library in the folder `path`, brought up to this version's schema. One that cannot be
 * written is opened to look at; its `refusal` says why. Throws `library.not-found`,
 * `library.locked`, `library.newer`, `library.damaged`, `library.old-read-only`, or
 * `library.unwritable` where it cannot even be looked at.
 */
export function openLibrary(path: string, readerFile?: string): Library {
  const root = rootOf(path)
  try {
    return openAt(root, readerFile)
  } catch (error) {
    return openUnwritable(root, readerFile, error)
  }
}

/**
 * As `openLibrary`; what may take long, as the copy of a large library before a migration, is done
 * on a thread meanwhile, and told by `onStep`.
 */
export async function openLibraryAside(
  path: string,
  readerFile: string,
  onStep: (step: OpeningStep) => void
): Promise<Library> {
  const root = rootOf(path)
  try {
    const unlock = lockLibrary(root)
    try {
      if (!isInOrder(root)) await prepareOnThread(root, readerFile, onStep)
    } catch (error) {
      unlock(root)
      throw error
    }
    return openAt(root, readerFile, unlock)
  } catch (error) {
    return openUnwritable(root, readerFile, error)
  }
}

/** Opens a library that cannot be written, which `error` says, to look at it; throws any other. */
function openUnwritable(root: string, readerFile: string | undefined, error: unknown): Library {
  if (!isUnwritable(error)) throw error
  const detail = explain(whyUnwritable(root, error))
  return look(root, readerFile, {
    refusal: new AppError('library.read-only', { path: root, detail }, { cause: error }),
    old: new AppError('library.old-read-only', { path: root, detail })
  })
}

/**
 * Opens a library, locked by another process, to look at it: whatever writes throws
 * `library.locked`. So does this where the library's schema is not that of this version.
 */
export function openLibraryToLook(path: string): Library {
  const root = rootOf(path)
  const locked = lockedLibrary(root)
  return look(root, undefined, { refusal: locked, old: locked })
}

/** The folder of a library that is there. */
function rootOf(path: string): string {
  const root = resolve(path)
  if (!existsSync(databaseIn(root))) throw new AppError('library.not-found', { path: root })
  return root
}

interface Refusals {
  /** What every change is refused with. */
  refusal: AppError
  /** What the opening is refused with where the library would have to be brought up to date. */
  old: AppError
}

function look(root: string, readerFile: string | undefined, { refusal, old }: Refusals): Library {
  const { db: read, place, close } = openToRead(root)
  try {
    explained(read, () => checkSchema(read))
    if (schemaVersion(read) !== newestSchema) throw old
  } catch (error) {
    close()
    throw error
  }
  return libraryOf({ place, read, reader: openReader(read, readerFile) }, refusal, close)
}

function openAt(root: string, readerFile: string | undefined, unlock = lockLibrary(root)): Library {
  const place = new LibraryPlace(root)
  const opened: ReadDb[] = []
  const close = (): void => {
    for (const db of opened) closeDb(db)
    unlock(place.root)
    place.close()
  }
  try {
    return explained(place, () => {
      const write = openForWriting(place)
      opened.push(write)
      prepareLibrary(write, root)
      const read = openForReading(place)
      opened.unshift(read)
      // Opens the log too, which is read on from where the folder is deleted.
      schemaVersion(read)
      place.noteFiles()
      return libraryOf({ place, read, reader: openReader(read, readerFile) }, write, close)
    })
  } catch (error) {
    close()
    throw error instanceof AppError ? error : damagedLibrary(root, error)
  }
}

interface Connections {
  place: LibraryPlace
  read: ReadDb
  reader: Reader
}

/** @param write The writing connection, or what every change is refused with. */
function libraryOf(
  { place, read, reader }: Connections,
  write: WriteDb | AppError,
  closeFiles: () => void
): Library {
  const openedAt = Date.now()
  const refusal = (): AppError | null => (write instanceof AppError ? write : troubleOf(write))
  const networkDisk = networkDiskOf(place.root)
  const viewers = new ViewerConnections(read)
  let open = true
  return {
    get root() {
      return place.root
    },
    read,
    get write() {
      if (write instanceof AppError) throw write
      return write
    },
    reader,
    networkDisk,
    looksOnly: write instanceof AppError,
    seenBy: (viewer) => ({ read: viewers.of(viewer), reader: reader.seenBy(viewer) }),
    refusal,
    async info(): Promise<LibraryInfo> {
      const refused = refusal()
      return {
        id: value<string>(read, 'SELECT id FROM library_identity'),
        path: place.root,
        name: basename(place.root),
        openedAt,
        schemaVersion: schemaVersion(read),
        // The reader of a library that was deleted cannot be started any more.
        counts: await reader.ask('libraryCounts').catch(() => libraryCounts(read)),
        refusal: refused && toErrorInfo(refused),
        networkDisk
      }
    },
    close() {
      if (!open) return
      open = false
      void reader.close()
      viewers.close()
      closeFiles()
    }
  }
}
