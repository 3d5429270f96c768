import { AppError } from '../../../shared/errors'

/** A failing file operation as `file.not-found` or `file.unreadable`; an AppError as it is. */
export function fileError(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? error.code : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new AppError('file.not-found', { path }, { cause: error })
  }
  const detail = error instanceof Error ? error.message : String(error)
  return new AppError('file.unreadable', { path, detail }, { cause: error })
}
