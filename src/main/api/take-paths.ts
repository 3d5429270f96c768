import type { GenericSchema } from 'valibot'
import { readPlace } from '../../shared/domain'
import { pathFinder, type PathPlace } from '../../shared/domain/paths-in'
import { AppError } from '../../shared/errors'
import { takesTransfers } from '../../shared/roles'
import { checkPath } from '../base/files/allowed-roots'
import type { Caller } from '../services/people/caller'

/**
 * Puts the absolute path that is meant in the place of each path of an input: what its caller
 * uploaded or is to download, where the procedure takes such, or for an admin a path on the disk.
 * Returns what to call once the call has ended. Throws `people.no-paths`, `people.no-servers`,
 * and as `Uploads.pathOf`, `Downloads.hold` and `checkPaths`.
 */
export async function takePaths(
  caller: Caller,
  procedure: string,
  schema: GenericSchema,
  input: unknown
): Promise<() => void> {
  const isAdmin = caller.role === 'admin'
  if (!isAdmin && pathFinder(schema, 'isServer')?.(input).length) {
    throw new AppError('people.no-servers')
  }
  const taken: (() => void)[] = []
  const releaseAll = () => {
    for (const release of taken) release()
  }
  try {
    for (const path of pathFinder(schema)?.(input) ?? []) {
      const release = takeTransfer(caller, procedure, path)
      if (release) taken.push(release)
      else if (isAdmin) await checkPath(path)
      else throw new AppError('people.no-paths')
    }
  } catch (error) {
    releaseAll()
    throw error
  }
  return releaseAll
}

/** Null for what is no upload or download that the procedure takes. */
function takeTransfer(
  { transfers }: Caller,
  procedure: string,
  { path: text, put }: PathPlace
): (() => void) | null {
  const place = readPlace(text)
  if (!place || !transfers || !takesTransfers[place.kind].includes(procedure)) return null
  const { path, release } = transfers.take(place)
  put(path)
  return release
}
