import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { AppError } from '../../../shared/errors'
import { writeError } from '../../base/files/file-error'
import { isLibrary, LIBRARY_DATABASE } from '../../base/files/library-folder'
import { newPartName } from '../../base/files/part-name'
import { syncFolder } from '../../base/files/sync-folder'
import { writeOutputFolder } from '../../base/files/write-output-folder'
import { leaveWal, libraryIdOfFile } from '../../store/core/copy-database'
import { lockLibrary } from '../../store/core/lock'
import { backupsIn, KEPT_FOLDERS } from './backup-folder'
import { copyFiles, timeOf } from './make-backup'
import type { Restorable } from './verify-backup'

/** Makes a library of a verified backup in a new or empty folder. Throws `output.folder-not-empty`. */
export function restoreInto(source: Restorable, folder: string): Promise<void> {
  return writeOutputFolder(resolve(folder), { overwrite: false }, async (part) => {
    await copyFlushed(source.database, join(part, LIBRARY_DATABASE))
    await restoreFiles(source, part)
  })
}

/**
 * Puts a verified backup in the place of a library that nobody has open, and keeps its database as it
 * was in `backups/`; returns where. A kill at any moment leaves the old library or the restored one.
 * Throws `library.locked`, `backup.other-library`, `file.unwritable`.
 */
export async function restoreOver(source: Restorable, library: string): Promise<string> {
  const root = resolve(library)
  const database = join(root, LIBRARY_DATABASE)
  if (!(await isLibrary(root))) throw new AppError('library.not-found', { path: root })
  requireSame(source, root)
  const unlock = lockLibrary(root)
  const part = join(root, newPartName())
  try {
    await copyFlushed(source.database, part)
    const kept = await keepOld(root)
    await restoreFiles(source, root)
    // The old log would be taken for that of the database that comes; it is kept with the old one.
    for (const suffix of ['-wal', '-shm']) await rm(database + suffix, { force: true })
    await syncFolder(root)
    await rename(part, database)
    await syncFolder(root)
    return kept
  } catch (error) {
    throw writeError(root, error)
  } finally {
    await rm(part, { force: true }).catch(() => undefined)
    unlock(root)
  }
}

/** Copies the database with its log as they are: what is wrong with a damaged one is kept as well. */
async function keepOld(root: string): Promise<string> {
  const folder = backupsIn(root)
  await mkdir(folder, { recursive: true })
  const kept = join(folder, `replaced-${timeOf(Date.now())}.sqlite`)
  const database = join(root, LIBRARY_DATABASE)
  const log = `${database}-wal`
  if (await stat(log).catch(() => null)) await copyFlushed(log, `${kept}-wal`)
  await copyFlushed(database, kept)
  // A sound one takes its log in; a damaged one is left as it is.
  if (libraryIdOfFile(kept) !== null) leaveWal(kept)
  await syncFolder(folder)
  return kept
}

function requireSame({ backup, database }: Restorable, root: string): void {
  const [theirs, ours] = [database, join(root, LIBRARY_DATABASE)].map(libraryIdOfFile)
  // A damaged library cannot say which it is.
  if (!theirs || !ours || theirs === ours) return
  const name = backup?.library.name ?? basename(database)
  const path = backup?.path ?? database
  throw new AppError('backup.other-library', { path, name, library: root })
}

/** Files that are there stay: images and checkpoints are never changed. */
async function restoreFiles({ backup }: Restorable, root: string): Promise<void> {
  if (!backup) return
  for (const kind of KEPT_FOLDERS) await copyFiles(join(backup.path, kind), join(root, kind))
}

async function copyFlushed(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  const file = await open(to, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
