import type { LibraryCounts } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { isLibrary } from '../../base/files/library-folder'
import { networkDiskOf } from '../../base/files/network-disk'
import { damageOf } from '../../store/core/copy-database'
import { all } from '../../store/core/connection'
import { libraryCounts } from '../../store/core/library-counts'
import { openToRead } from '../../store/core/open-to-read'
import { fromStoredPath } from '../../store/core/paths'
import { statRegular } from '../../base/files/regular-file'

export interface LibraryCheck {
  path: string
  counts: LibraryCounts
  /** What is wrong with the database; empty where it is sound. */
  damage: string[]
  /** How many images have no file. */
  missing: number
  /** The kind of network file system that it lies on; null on a disk of this machine. */
  networkDisk: string | null
}

/** Reads a library through, which may be open elsewhere. Throws `library.not-found`, `library.damaged`. */
export async function checkLibrary(path: string): Promise<LibraryCheck> {
  if (!(await isLibrary(path))) throw new AppError('library.not-found', { path })
  const { db, close } = openToRead(path)
  try {
    const damage = damageOf(db)
    let missing = 0
    for (const image of all<{ path: string }>(db, 'SELECT path FROM image')) {
      const there = await statRegular(fromStoredPath(db, image.path)).catch(() => null)
      if (!there) missing += 1
    }
    return { path, counts: libraryCounts(db), damage, missing, networkDisk: networkDiskOf(path) }
  } finally {
    close()
  }
}
