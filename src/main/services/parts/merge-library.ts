import { copyFile, lstat, rename, rm } from 'node:fs/promises'
import { dirname, extname, join, resolve, sep } from 'node:path'
import type { MergeReport } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { isLibrary, LIBRARY_DATABASE } from '../../base/files/library-folder'
import { hashContent } from '../../base/files/hash-content'
import { makeFolder } from '../../base/files/make-folder'
import { newPartName } from '../../base/files/part-name'
import { makeScratchFolder } from '../../base/files/scratch-folder'
import { copyAside } from '../../store/core/copy-thread'
import { all, type ReadDb } from '../../store/core/connection'
import { openLibrary, type Library } from '../../store/core/library'
import { newestSchema } from '../../store/core/migrations'
import type { PlacedImage } from '../../store/parts/merge-images'
import { isNews, knowPart, mergePart, type KnownPart } from '../../store/parts/merge-part'

export interface MergeWish {
  library: Library
  /** The part's folder; it is only read, and may be open. */
  part: string
  actor: string
  threadFile: string | undefined
}

export interface MergeOutcome {
  /** Null where nothing was done in the part since it was last merged. */
  report: MergeReport | null
  /** Schema of a part that an earlier version made or worked on last; null for one of this version. */
  olderSchema: number | null
}

/**
 * Merges a part back into the library that it was split off, as one change. Doing it again does
 * nothing; after an undo it does it again. A kill leaves the library as it was. Throws
 * `part.not-a-part`, `part.other-library`, `library.newer`, `library.damaged`.
 */
export async function mergeLibrary(wish: MergeWish): Promise<MergeOutcome> {
  const { library, actor, threadFile } = wish
  const root = resolve(wish.part)
  if (!(await isLibrary(root))) throw new AppError('library.not-found', { path: root })
  const scratch = await makeScratchFolder()
  try {
    const { schemaVersion } = await copyAside(threadFile, root, join(scratch, LIBRARY_DATABASE))
    const olderSchema = schemaVersion < newestSchema ? schemaVersion : null
    // The copy is brought up to date, the part stays as it is.
    const part = openLibrary(scratch)
    try {
      const known = explainPlace(root, () => knowPart(library.write, part.read))
      if (!isNews(known)) return { report: null, olderSchema }
      const placed = await placeImages(library, part.read, { root, known })
      return { report: mergePart(library.write, part.read, known, { placed, actor }), olderSchema }
    } finally {
      part.close()
    }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** Errors name the part and not its copy. */
function explainPlace<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof AppError) || !('path' in error.params)) throw error
    throw new AppError(error.code, { ...error.params, path }, { cause: error })
  }
}

/**
 * Where images lie that were added in the part: files inside the part's folder are copied into the
 * library's, under the hash of their content as imports keep them.
 */
async function placeImages(
  library: Library,
  part: ReadDb,
  { root, known }: { root: string; known: KnownPart }
): Promise<Map<number, PlacedImage>> {
  const placed = new Map<number, PlacedImage>()
  const sql = 'SELECT id, path FROM image WHERE id > ?'
  for (const { id, path } of all<{ id: number; path: string }>(part, sql, known.from.marks.image)) {
    const from = resolve(root, path)
    const there = (await lstat(from).catch(() => null))?.isFile() ?? false
    if (!there || !from.startsWith(root + sep)) {
      placed.set(id, { path: from, missing: !there })
      continue
    }
    const { contentHash } = await hashContent(from)
    // Two images may have one content, and each has a path of its own.
    const name = `${contentHash}-${known.id.replaceAll(/\W/g, '')}-${id}${extname(path)}`
    const inside = `images/${contentHash.slice(0, 2)}/${name}`
    await copyInto(from, join(library.root, inside))
    placed.set(id, { path: inside, missing: false })
  }
  return placed
}

async function copyInto(from: string, to: string): Promise<void> {
  if (await lstat(to).catch(() => null)) return
  await makeFolder(dirname(to))
  const beside = join(dirname(to), newPartName())
  try {
    await copyFile(from, beside)
    await rename(beside, to)
  } finally {
    await rm(beside, { force: true })
  }
}
