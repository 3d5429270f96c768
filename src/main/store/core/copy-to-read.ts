import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holdFile } from './lock'
import { databaseIn } from './place'

/** A copy of a library's database, to be removed when it is no longer read. */
export interface ReadingCopy {
  readonly file: string
  remove(): void
}

const PREFIX = 'viecap-look-'
/** Held while the copy is used, so that one that a kill left is told from the others. */
const LOCK = 'lock'
/** Where a copy may lie; the second is memory, for when the disk of the first is full too. */
const PLACES = [tmpdir(), '/dev/shm']
const TRIES = 3
const YOUNG_MS = 60_000

/**
 * Copies the database of the library in `root` to where it can be read: SQLite needs an index of
 * the log beside it, which a disk that cannot be written does not take. Throws the file system's
 * error where no place has room.
 */
export function copyToRead(root: string): ReadingCopy {
  let failure: unknown
  for (const place of PLACES.filter((path) => existsSync(path))) {
    removeLeftCopies(place)
    try {
      return copyTo(place, databaseIn(root))
    } catch (error) {
      failure ??= error
    }
  }
  throw failure
}

function copyTo(place: string, database: string): ReadingCopy {
  const folder = mkdtempSync(join(place, PREFIX))
  const release = holdFile(join(folder, LOCK))
  const remove = (): void => {
    process.off('exit', remove)
    release?.()
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', remove)
  const file = databaseIn(folder)
  try {
    for (let tried = 1; !copied(database, file); tried += 1) {
      if (tried === TRIES) throw new Error('the library is being written by another program')
    }
  } catch (error) {
    remove()
    throw error
  }
  return { file, remove }
}

/** Copies the database with its log; false where one of them was written meanwhile. */
function copied(database: string, file: string): boolean {
  const state = (): string =>
    ['', '-wal']
      .map((suffix) => statSync(database + suffix, { throwIfNoEntry: false }))
      .map((found) => (found ? `${found.size} ${found.mtimeMs}` : 'none'))
      .join()
  const before = state()
  rmSync(`${file}-wal`, { force: true })
  copyFileSync(database, file)
  if (existsSync(`${database}-wal`)) copyFileSync(`${database}-wal`, `${file}-wal`)
  return state() === before
}

function removeLeftCopies(place: string): void {
  for (const name of readdirSync(place).filter((name) => name.startsWith(PREFIX))) {
    const folder = join(place, name)
    try {
      // One that is just being made is not locked yet.
      if (Date.now() - statSync(folder).mtimeMs < YOUNG_MS) continue
      const release = holdFile(join(folder, LOCK))
      if (!release) continue
      release()
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // Another user's.
    }
  }
}
