import { lstat, opendir, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import { BackupManifest, type Backup } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { isMissing } from '../../base/files/file-error'
import { isLibrary, LIBRARY_DATABASE } from '../../base/files/library-folder'
import { readText } from '../../base/files/regular-file'
import { writeFileAtomic } from '../../base/files/replace-file'

const MANIFEST = 'backup.json'
const MAX_BYTES = 2 ** 20

/** Folders of a library with files that nothing can make again. */
export const KEPT_FOLDERS = ['images', 'runs', 'averages'] as const

/** Where a library's backups go unless somebody names a folder. */
export const backupsIn = (library: string): string => join(library, 'backups')

/** The folder of backups that a person names: one, or a library, whose own is meant then. */
export const backupFolder = async (path: string): Promise<string> =>
  (await isLibrary(path)) && !(await isBackup(path)) ? backupsIn(resolve(path)) : resolve(path)

const isBackup = (path: string): Promise<boolean> =>
  lstat(join(path, MANIFEST)).then(
    () => true,
    () => false
  )

/** The backup in the folder `path`. Throws `backup.not-found`. */
export async function readBackup(path: string): Promise<Backup> {
  try {
    const text = await readText(join(path, MANIFEST), MAX_BYTES)
    return { ...v.parse(BackupManifest, JSON.parse(text)), path: resolve(path) }
  } catch (error) {
    throw new AppError('backup.not-found', { path }, { cause: error })
  }
}

/** Writes what is known of a backup into its folder. */
export function writeManifest({ path, ...manifest }: Backup): Promise<void> {
  return writeFileAtomic(join(path, MANIFEST), JSON.stringify(manifest, null, 2) + '\n')
}

/** The backups in a folder, newest first; of one library where `libraryId` says which. */
export async function listBackups(folder: string, libraryId?: string | null): Promise<Backup[]> {
  const names = await namesIn(folder)
  const found = await Promise.all(
    names
      .filter((name) => !name.startsWith('.'))
      .map((name) => readBackup(join(folder, name)).catch(() => null))
  )
  return found
    .filter((backup) => backup !== null)
    .filter(({ library }) => libraryId === undefined || library.id === libraryId)
    .sort((one, other) => other.createdAt - one.createdAt)
}

/** Databases in a library's backup folder that are no backups: copies before an update or a restore. */
export const listCopies = async (folder: string): Promise<string[]> =>
  (await namesIn(folder))
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => join(folder, name))

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).sort()
  } catch (error) {
    if (isMissing(error)) return []
    throw error
  }
}

export const databaseOfBackup = (path: string): string => join(path, LIBRARY_DATABASE)

/** How many files the kept folders below `root` hold, and how large they are together. */
export async function countFiles(root: string): Promise<{ count: number; bytes: number }> {
  const total = { count: 0, bytes: 0 }
  for (const folder of KEPT_FOLDERS) {
    for await (const path of filesBelow(join(root, folder))) {
      total.count += 1
      total.bytes += (await lstat(path)).size
    }
  }
  return total
}

/** Every regular file below a folder, which need not be there; what is being written is passed over. */
export async function* filesBelow(folder: string): AsyncGenerator<string> {
  let entries
  try {
    entries = await opendir(folder)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  for await (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.name.endsWith('.part')) continue
    if (entry.isDirectory()) yield* filesBelow(path)
    else if (entry.isFile()) yield path
  }
}
