import { stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import type { PathKind } from '../../../shared/contract'
import { isLibrary, LIBRARY_DATABASE } from '../../base/files/library-folder'
import { isImageFile } from '../../base/files/list-images'

/** A path, and what it leads to; a library's database stands for its folder. */
export interface LookedAt {
  path: string
  kind: PathKind
}

/** What each of `paths` leads to, one after the other, in their order. */
export async function lookAtPaths(paths: readonly string[]): Promise<LookedAt[]> {
  const found: LookedAt[] = []
  for (const path of paths) found.push(await lookAtPath(path))
  return found
}

async function lookAtPath(path: string): Promise<LookedAt> {
  const stats = await stat(path).catch(() => null)
  if (!stats) return { path, kind: 'missing' }
  if (stats.isDirectory()) return { path, kind: (await isLibrary(path)) ? 'library' : 'folder' }
  if (basename(path) === LIBRARY_DATABASE) return { path: dirname(path), kind: 'library' }
  return { path, kind: (await isImageFile(path)) ? 'image' : 'file' }
}
