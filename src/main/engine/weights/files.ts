import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../../shared/errors'

/** The error for a file that could not be opened or read. */
export function readFailure(path: string, cause: unknown): AppError {
  return isMissing(cause)
    ? new AppError('file.not-found', { path }, { cause })
    : new AppError('file.unreadable', { path, detail: explain(cause) }, { cause })
}

/**
 * Makes or replaces the file `path` with what `write` puts into it: written beside, flushed to the
 * disk, renamed. Throws `file.unwritable` and leaves the old file where any of it fails.
 */
export async function replaceFile(
  path: string,
  write: (file: FileHandle) => Promise<void>
): Promise<void> {
  const beside = `${path}.${process.pid}.tmp`
  try {
    const file = await open(beside, 'w')
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
    await syncFolder(dirname(path))
  } catch (cause) {
    await rm(beside, { force: true })
    throw new AppError('file.unwritable', { path, detail: explain(cause) }, { cause })
  }
}

/** Makes a rename in `folder` last. Windows cannot open a folder, and needs no such thing. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const explanations: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ENOENT: 'its folder does not exist',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would grow over the size that is allowed',
  EROFS: 'the disk is read-only'
}

/** A failed file operation in words. */
export function explain(error: unknown): string {
  const code = errorCode(error)
  if (code && explanations[code]) return explanations[code]
  return error instanceof Error ? error.message : String(error)
}

export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT'

const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error ? String(error.code) : undefined
