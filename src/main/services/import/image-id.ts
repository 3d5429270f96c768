import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import type { SkipReason } from '../../../shared/domain'
import { onlyAllowed } from '../../base/files/allowed-roots'

/** What an id of an imported file leads to, with all links followed; or why it is passed over. */
export type ResolvedImage = { path: string; real: string } | { reason: SkipReason }

/**
 * Finds the image that `id` names inside `folder`. An id never leads out of the folder by its own
 * text: by `..`, an absolute path, a drive, backslashes or an address. Links that lie in the folder
 * are the user's own and are followed, also out of it, as the caches of the Hugging Face hub need it,
 * but not out of the folders that the process is limited to.
 * A name is also found under its other Unicode normal form.
 */
export async function resolveImage(folder: string, id: string): Promise<ResolvedImage> {
  const reason = refuseId(id)
  if (reason) return { reason }
  for (const name of new Set([id, id.normalize('NFC'), id.normalize('NFD')])) {
    const path = join(folder, name)
    const real = await realpath(path).catch(() => null)
    if (real === null) continue
    const [allowed] = await onlyAllowed([real])
    return allowed === undefined ? { reason: 'link-outside' } : { path, real }
  }
  return { reason: 'image-missing' }
}

/** Why an id cannot be a file of the folder, by its text alone; null when it can. */
export function refuseId(id: string): SkipReason | null {
  if (id.trim() === '' || /\p{Cc}/u.test(id) || !id.isWellFormed()) return 'id-invalid'
  const leaves =
    id.startsWith('/') ||
    id.includes('\\') ||
    /^[a-z][a-z0-9+.-]*:/i.test(id) ||
    id.split('/').includes('..')
  return leaves ? 'id-outside-folder' : null
}
