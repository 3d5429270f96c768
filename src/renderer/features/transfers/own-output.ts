import { downloadPath, placeText, readPlace } from '../../../shared/domain'
import { sessionPath } from '../../../shared/session-key'
import { api } from '../../api/client'
import { sessionKey } from '../../api/session-key'
import { useOutput } from '../../composables/output'
import { baseName } from '../../composables/paths'
import { useAccountStore } from '../account/account-store'

/** Gives what to name in an input in place of what a person entered as the file to write. */
export type PlaceOf = (file: string) => Promise<string>

/**
 * As `useOutput`. Those who do not use the server's disk get what is written as a download: `work` names
 * what `placeOf` gives.
 */
export function useOwnOutput(work: (overwrite: boolean, placeOf: PlaceOf) => Promise<void>) {
  return useOutput(async (overwrite) => {
    const ids: string[] = []
    await withDownloads(ids, (placeOf) => work(overwrite, placeOf))
    for (const id of ids) save(id)
  })
}

/** Something that names a file to write and writes none, such as a preview. */
export async function withOwnPlace<T>(
  file: string,
  work: (place: string) => Promise<T>
): Promise<T> {
  const ids: string[] = []
  const result = await withDownloads(ids, async (placeOf) => work(await placeOf(file)))
  await Promise.all(ids.map((id) => api.downloads.discard({ id }).catch(() => undefined)))
  return result
}

async function withDownloads<T>(ids: string[], work: (placeOf: PlaceOf) => Promise<T>): Promise<T> {
  const account = useAccountStore()
  try {
    return await work(async (file) => {
      if (account.usesDisk) return file
      const { id } = await api.downloads.begin()
      ids.push(id)
      return placeText({ kind: 'download', id, name: baseName(file) })
    })
  } catch (error) {
    await Promise.all(ids.map((id) => api.downloads.discard({ id }).catch(() => undefined)))
    throw error
  }
}

/** Has the browser save a download. */
function save(id: string): void {
  const link = document.createElement('a')
  link.href = sessionPath(sessionKey(), downloadPath(id))
  link.download = ''
  link.click()
}

/** A path as it is shown: of an upload or a download what lies in it. */
export function shownPath(path: string): string {
  const place = readPlace(path)
  return place ? place.name || '.' : path
}
