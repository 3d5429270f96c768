import { stat } from 'node:fs/promises'
import { AppError } from '../../../shared/errors'
import type { FileFacts } from '../../store/ledger'
import { hashContent } from '../files/hash-content'

/**
 * What the file at `path` holds. Its content is not read again where size and time are those of
 * `known`. Throws `file.not-found`, `file.unreadable`, `caption.not-a-file` or `caption.empty-file`.
 */
export async function lookAtFile(path: string, known: FileFacts | null): Promise<FileFacts> {
  try {
    const found = await stat(path)
    // A pipe would keep its reader waiting for ever.
    if (!found.isFile()) throw new AppError('caption.not-a-file', { path })
    if (found.size === 0) throw new AppError('caption.empty-file', { path })
    const { size: bytes, mtimeMs: modifiedAt } = found
    if (known?.bytes === bytes && known.modifiedAt === modifiedAt) return known
    return { modifiedAt, ...(await hashContent(path)) }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new AppError('file.not-found', { path }, { cause })
    }
    const detail = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('file.unreadable', { path, detail }, { cause })
  }
}
