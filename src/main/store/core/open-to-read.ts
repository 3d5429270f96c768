import { accessSync, constants, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors'
import { explain } from '../../base/files/file-error'
import { closeDb, explained, isUnwritable, openForReading, type ReadDb } from './connection'
import { copyToRead } from './copy-to-read'
import { schemaVersion } from './migrations'
import { databaseIn, LibraryPlace } from './place'

/** A library's database, open for reading alone. */
export interface OpenToRead {
  readonly db: ReadDb
  readonly place: LibraryPlace
  close(): void
}

/**
 * Opens the database of the library in `root` for reading: the file itself, or a copy of it where
 * SQLite cannot read it in its place. Throws `library.unwritable` where no copy can be made,
 * `library.damaged`.
 */
export function openToRead(root: string): OpenToRead {
  try {
    return openFile(root)
  } catch (error) {
    if (!isUnwritable(error)) throw error
    return openCopy(root, error)
  }
}

function openCopy(root: string, reason: AppError): OpenToRead {
  let copy
  try {
    copy = copyToRead(root)
  } catch (error) {
    const detail = `${explain(whyUnwritable(root, reason))}; ${explain(error)}`
    throw new AppError('library.unwritable', { path: root, detail }, { cause: error })
  }
  try {
    return openFile(root, copy)
  } catch (error) {
    copy.remove()
    throw error
  }
}

function openFile(root: string, copy?: ReturnType<typeof copyToRead>): OpenToRead {
  const place = new LibraryPlace(root, copy?.file)
  let db: ReadDb | undefined
  try {
    db = explained(place, () => openForReading(place))
    const opened = db
    // The first thing that is read from the disk.
    explained(place, () => schemaVersion(opened))
    place.noteFiles()
  } catch (error) {
    if (db) closeDb(db)
    place.close()
    throw error
  }
  const open = db
  return {
    db: open,
    place,
    close() {
      closeDb(open)
      place.close()
      copy?.remove()
    }
  }
}

/**
 * Why the library in `root` cannot be written: what the file system says, since SQLite says no more
 * than that it cannot; `error` where the file system sees nothing wrong.
 */
export function whyUnwritable(root: string, error: AppError): Error {
  try {
    accessSync(root, constants.W_OK)
    accessSync(databaseIn(root), constants.W_OK)
    writeTrial(join(root, 'library.trial'))
    return error
  } catch (reason) {
    return reason instanceof Error ? reason : error
  }
}

function writeTrial(path: string): void {
  try {
    // As much as SQLite wants at least: the index of its log.
    writeFileSync(path, new Uint8Array(2 ** 15))
  } finally {
    rmSync(path, { force: true })
  }
}
