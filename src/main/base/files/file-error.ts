import { AppError } from '../../../shared/errors'
import { fileReason } from '../../../shared/errors/file-reasons'

/** A failed reading of a file as `file.not-found` or `file.unreadable`; an AppError as it is. */
export function fileError(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  return isMissing(error)
    ? new AppError('file.not-found', { path }, { cause: error })
    : new AppError('file.unreadable', { path, detail: explain(error) }, { cause: error })
}

/** A failed writing of a file as `file.unwritable`; an AppError as it is. */
export function writeError(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  return new AppError('file.unwritable', { path, detail: explain(error) }, { cause: error })
}

/** A failed file operation in words. */
export function explain(error: unknown): string {
  const reason = fileReason(errorCode(error))
  return reason ?? (error instanceof Error ? error.message : String(error))
}

/** Whether the file is not there, or something on the way to it is no folder. */
export const isMissing = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR', 'file.not-found'].includes(errorCode(error) ?? '')

const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined
