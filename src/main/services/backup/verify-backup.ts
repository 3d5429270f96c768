import { lstat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Backup } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { hashContent } from '../../base/files/hash-content'
import { checkAside } from '../../store/core/copy-thread'
import { countFiles, databaseOfBackup, readBackup, writeManifest } from './backup-folder'

/** What a library can be restored from: its database, and the files of a whole backup. */
export interface Restorable {
  database: string
  /** Null for a bare database, such as the copy that is made before an update. */
  backup: Backup | null
}

/** Finds what a person names: a backup's folder, or a database file. Throws `backup.not-found`. */
export async function findRestorable(path: string): Promise<Restorable> {
  const found = await lstat(path).catch(() => null)
  if (found?.isFile()) return { database: resolve(path), backup: null }
  return { database: databaseOfBackup(resolve(path)), backup: await readBackup(path) }
}

/**
 * Reads a backup through and notes that it is whole. Throws `backup.damaged`, `backup.files-missing`,
 * `library.newer`.
 */
export async function verifyBackup(
  { database, backup }: Restorable,
  threadFile: string | undefined
): Promise<Backup | null> {
  if (backup && (await hashContent(database)).contentHash !== backup.database.sha256) {
    const detail = 'the database is not the one that was written'
    throw new AppError('backup.damaged', { path: backup.path, detail })
  }
  await checkAside(threadFile, database)
  if (!backup) return null
  const { count } = await countFiles(backup.path)
  if (count < backup.files.count) {
    const { path, files } = backup
    throw new AppError('backup.files-missing', { path, expected: files.count, found: count })
  }
  const verified = { ...backup, verifiedAt: Date.now() }
  // A backup on a disk that cannot be written is as good.
  await writeManifest(verified).catch(() => undefined)
  return verified
}
