import { AppError } from '../../../shared/errors'
import type { FileFacts } from '../../store/jobs/ledger'
import { checkImageAllowed } from '../../base/files/allowed-roots'
import { fileError } from '../../base/files/file-error'
import { hashContent } from '../../base/files/hash-content'
import { statRegular } from '../../base/files/regular-file'

/**
 * What the file at `path` holds. Its content is not read again where size and time are those of
 * `known`. Throws as `openRegular`, `file.outside-roots`, or `caption.empty-file`.
 */
export async function lookAtFile(
  path: string,
  known: FileFacts | null,
  signal?: AbortSignal
): Promise<FileFacts> {
  try {
    await checkImageAllowed(path)
    const found = await statRegular(path)
    if (found.size === 0) throw new AppError('caption.empty-file', { path })
    const { size: bytes, mtimeMs: modifiedAt } = found
    if (known?.bytes === bytes && known.modifiedAt === modifiedAt) return known
    return { modifiedAt, ...(await hashContent(path, signal)) }
  } catch (cause) {
    throw fileError(path, cause)
  }
}
