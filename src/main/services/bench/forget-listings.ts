import { tryWriting } from '../../store/core/connection'
import type { Library } from '../../store/core/library'

/**
 * Commits something that changes nothing, so that the next search starts from what is on the disk,
 * as after an edit; resolves when the reader is at rest again.
 */
export async function forgetListings({ write, reader }: Library): Promise<void> {
  tryWriting(write)
  await reader.ask('pageImages', {}, { offset: 0, limit: 1 })
}
