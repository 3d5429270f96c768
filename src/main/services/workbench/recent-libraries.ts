import type { RecentLibrary } from '../../../shared/contract'
import { onlyAllowed } from '../../base/files/allowed-roots'
import { isLibrary } from '../../base/files/library-folder'

/** How long a disk may take to say whether a library is there: one of a network may never. */
const PATIENCE_MS = 1000

/** The libraries of `paths` that may be opened, each with whether it is where it was. */
export async function recentLibraries(paths: readonly string[]): Promise<RecentLibrary[]> {
  const allowed = await onlyAllowed(paths)
  return Promise.all(allowed.map(async (path) => ({ path, present: await isPresent(path) })))
}

async function isPresent(path: string): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(() => resolve(false), PATIENCE_MS)
  try {
    return await Promise.race([isLibrary(path), late])
  } finally {
    clearTimeout(timer)
  }
}
