import { realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { SkipReason } from '../../../shared/domain'

/** What an id of an imported file leads to: a file, or why it is passed over. */
export type ResolvedPicture = { path: string } | { reason: SkipReason }

/**
 * Finds the picture that `id` names inside `folder`. An id never leads out of the folder, be it by
 * its own text (`..`, an absolute path, a drive, backslashes, an address) or through a link on the
 * disk; nothing outside is opened. A name is also found under its other Unicode normal form.
 */
export async function resolvePicture(folder: string, id: string): Promise<ResolvedPicture> {
  const reason = refuseId(id)
  if (reason) return { reason }
  const root = await realpath(folder)
  for (const name of new Set([id, id.normalize('NFC'), id.normalize('NFD')])) {
    const path = join(folder, name)
    const target = await realpath(path).catch(() => null)
    if (target === null) continue
    return target.startsWith(root.endsWith(sep) ? root : root + sep)
      ? { path }
      : { reason: 'id-outside-folder' }
  }
  return { reason: 'picture-missing' }
}

/** Why an id cannot be a file of the folder, by its text alone; null when it can. */
export function refuseId(id: string): SkipReason | null {
  if (id.trim() === '' || /\p{Cc}/u.test(id)) return 'id-invalid'
  const leaves =
    id.startsWith('/') ||
    id.includes('\\') ||
    /^[a-z][a-z0-9+.-]*:/i.test(id) ||
    id.split('/').includes('..')
  return leaves ? 'id-outside-folder' : null
}
