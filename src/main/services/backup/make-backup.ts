import { constants, copyFile, link, lstat, mkdir, rename, rm, utimes } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { version } from '../../../../package.json'
import type { Backup } from '../../../shared/domain'
import { isMissing, writeError } from '../../base/files/file-error'
import { hashContent } from '../../base/files/hash-content'
import { makeFolder } from '../../base/files/make-folder'
import { newPartName, removeLeftovers } from '../../base/files/part-name'
import { syncFolder } from '../../base/files/sync-folder'
import { markOf } from '../../store/core/copy-database'
import { copyAside } from '../../store/core/copy-thread'
import {
  countFiles,
  databaseOfBackup,
  filesBelow,
  KEPT_FOLDERS,
  listBackups,
  writeManifest
} from './backup-folder'
import { keptOf, type BackupsKept } from './keep'

export interface BackupWish {
  /** The library's folder, which may be open here or elsewhere. */
  library: string
  /** The folder to put the backup into; it is made. */
  folder: string
  /** Whether the files of runs are copied too: checkpoints are large. */
  runs: boolean
  /** Which older backups of the library are kept in the folder; all of them without it. */
  kept?: BackupsKept | undefined
  /** The built thread that copies. */
  threadFile: string | undefined
}

/**
 * Backs a library up while people work in it, into a new folder of `folder`. Only when the copy has
 * been read and found whole does it get its name; a kill leaves what it was before. Files that the
 * backup before has too are linked to it and take no space. Throws `backup.damaged-library`,
 * `library.not-found`, `file.unwritable`.
 */
export async function makeBackup({
  library,
  folder,
  runs,
  kept,
  threadFile
}: BackupWish): Promise<Backup> {
  const part = join(folder, newPartName())
  try {
    await makeFolder(folder)
    await removeLeftovers(folder)
    await mkdir(part)
    const createdAt = Date.now()
    const content = await copyAside(threadFile, library, databaseOfBackup(part))
    const { libraryId, schemaVersion, counts, bytes } = content
    const others = await listBackups(folder, libraryId)
    for (const kind of runs ? KEPT_FOLDERS : (['images'] as const)) {
      const before = others[0] && join(others[0].path, kind)
      await copyFiles(join(library, kind), join(part, kind), before)
    }
    const name = `${basename(library)}-${markOf(libraryId, library)}-${timeOf(createdAt)}`
    const backup: Backup = {
      format: 1,
      path: join(folder, name),
      library: { id: libraryId, name: basename(library), path: library },
      createdAt,
      verifiedAt: Date.now(),
      version,
      schemaVersion,
      counts,
      database: { bytes, sha256: (await hashContent(databaseOfBackup(part))).contentHash },
      files: await countFiles(part)
    }
    await writeManifest({ ...backup, path: part })
    await rename(part, backup.path)
    await syncFolder(folder)
    // A copy of the library elsewhere has the same id, and its backups are its own.
    const ownOnes = others.filter((other) => other.library.path === library)
    if (kept) await removeOld([backup, ...ownOnes], kept)
    return backup
  } catch (error) {
    throw writeError(folder, error)
  } finally {
    await rm(part, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Sorts as a name, in UTC, and is allowed on every system: `20260318-094012-345Z`. */
export const timeOf = (at: number): string =>
  new Date(at).toISOString().replace(/[-:]/g, '').replace('T', '-').replace('.', '-')

async function removeOld(backups: readonly Backup[], kept: BackupsKept): Promise<void> {
  const moments = keptOf(
    backups.map(({ createdAt }) => createdAt),
    kept
  )
  for (const { path, createdAt } of backups) {
    if (!moments.has(createdAt)) await rm(path, { recursive: true, force: true })
  }
}

/**
 * Copies a folder's files, or links those that `before` has with the same size and time. A file that
 * is there already stays.
 */
export async function copyFiles(from: string, to: string, before?: string): Promise<void> {
  for await (const path of filesBelow(from)) {
    const place = relative(from, path)
    const goal = join(to, place)
    if (await lstat(goal).catch(() => null)) continue
    await mkdir(dirname(goal), { recursive: true })
    if (before !== undefined && (await linked(path, join(before, place), goal))) continue
    const beside = join(dirname(goal), newPartName())
    try {
      await copyFile(path, beside, constants.COPYFILE_FICLONE)
      const { atime, mtime } = await lstat(path)
      await utimes(beside, atime, mtime)
      await rename(beside, goal)
    } catch (error) {
      await rm(beside, { force: true })
      // Removed meanwhile, as an old checkpoint is.
      if (!isMissing(error)) throw error
    }
  }
}

async function linked(path: string, before: string, goal: string): Promise<boolean> {
  try {
    const [now, then] = await Promise.all([lstat(path), lstat(before)])
    if (now.size !== then.size || Math.abs(now.mtimeMs - then.mtimeMs) > 1) return false
    await link(before, goal)
    return true
  } catch {
    // Not there, or on a disk without links.
    return false
  }
}
