import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { AppError } from '../../../shared/errors'

/**
 * Locks the library folder against a second writer, and returns what releases it; that is told where
 * the folder is by then.
 *
 * The lock is an exclusive transaction held open on a small database of its own. The operating
 * system lets it go with the process, however that ends: no lock is ever stale, and no process id
 * used a second time can be taken for the holder. The text file beside it only names the holder.
 * Throws `library.locked`, also when this very process holds the library already, or
 * `library.unwritable`.
 */
export function lockLibrary(root: string): (root: string) => void {
  const release = holdLibrary(root)
  if (!release) throw lockedLibrary(root)
  const startedAt = Math.round(Date.now() - process.uptime() * 1000)
  const holder = JSON.stringify({ pid: process.pid, startedAt, host: hostname() }) + '\n'
  try {
    writeFileSync(holderOf(root), holder)
  } catch {
    // A full disk. Whoever finds the library locked is not told by whom.
  }
  return (now) => {
    const file = holderOf(now)
    // Another library may lie where this one was.
    if (readText(file) === holder) rmSync(file, { force: true })
    release()
  }
}

/** `library.locked`, with who holds the library. */
export const lockedLibrary = (root: string): AppError =>
  new AppError('library.locked', { path: root, holder: readHolder(holderOf(root)) })

const holderOf = (root: string): string => join(root, 'library.holder')

/**
 * Holds the file `path`, which is made, against every other holder and returns what releases it;
 * null where another one, also in this process, holds it. Throws what makes the file unusable.
 */
export function holdFile(path: string): (() => void) | null {
  const database = new Database(path, { timeout: 0 })
  try {
    // Nothing is ever written, and no journal is to lie about after a kill.
    database.pragma('journal_mode = MEMORY')
    database.exec('BEGIN EXCLUSIVE')
    return () => database.close()
  } catch (error) {
    database.close()
    const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
    if (busy) return null
    throw error
  }
}

function holdLibrary(root: string): (() => void) | null {
  try {
    return holdFile(join(root, 'library.lock'))
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('library.unwritable', { path: root, detail }, { cause: error })
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function readHolder(file: string): string {
  try {
    const { pid, host } = JSON.parse(readText(file)) as { pid: number; host: string }
    return `pid ${pid}, ${host}`
  } catch {
    return '?'
  }
}
