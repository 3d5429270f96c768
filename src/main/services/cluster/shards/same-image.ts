import { AppError } from '../../../../shared/errors'
import { lookAtFile } from '../../captioning/look-at-file'
import type { FileFacts } from '../../../store/jobs/ledger'
import type { ShardItem } from './shard-files'

/** Throws `cluster.other-image` for an image that is not what was submitted, or cannot be read. */
export async function requireSameImage(
  { path, key }: ShardItem,
  signal: AbortSignal
): Promise<FileFacts> {
  const facts = await lookAtFile(path, null, signal)
  if (facts.contentHash !== key) throw new AppError('cluster.other-image', { path })
  return facts
}
