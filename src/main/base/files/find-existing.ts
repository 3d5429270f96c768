import { readdir } from 'node:fs/promises'
import { findTarget } from './output-target'

/** What is there where a file or folder is to be written. */
export interface Existing {
  path: string
  /** Null for a folder. */
  bytes: number | null
  /** Milliseconds since 1970. */
  modifiedAt: number
}

/** The files and folders among `paths` that hold something already. Throws as `findTarget`. */
export async function findExisting(paths: readonly string[]): Promise<Existing[]> {
  const found: Existing[] = []
  for (const named of paths) {
    const { path, kind, stats } = await findTarget(named)
    if (stats === null || kind === 'stream') continue
    const folder = kind === 'folder'
    if (folder && (await readdir(path)).length === 0) continue
    const modifiedAt = Math.max(0, Math.round(stats.mtimeMs))
    found.push({ path, bytes: folder ? null : stats.size, modifiedAt })
  }
  return found
}
