import type { FileHandle } from 'node:fs/promises'
import { AppError } from '../../../../shared/errors'
import { fileError } from '../../../base/files/file-error'
import { openRegular } from '../../../base/files/regular-file'

/** An error of the operating system, not one of what the file holds. */
const isSystemError = (error: unknown): boolean => error instanceof Error && 'syscall' in error

/** Opens `path` for reading as long as `work` takes. Throws as `openRegular`. */
export async function withFile<T>(
  path: string,
  work: (file: FileHandle, path: string) => Promise<T>
): Promise<T> {
  const file = await openRegular(path)
  try {
    return await work(file, path)
  } catch (error) {
    throw isSystemError(error) ? fileError(path, error) : error
  } finally {
    await file.close()
  }
}

/**
 * `length` bytes from `position`, in a buffer of their own. One read may give at most 2 GiB. Throws
 * `weights.truncated` where the file ends before.
 */
export async function readExactly(
  file: FileHandle,
  path: string,
  position: number,
  length: number
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length)
  let done = 0
  while (done < length) {
    const chunk = Math.min(length - done, 2 ** 30)
    const { bytesRead } = await file.read(bytes, done, chunk, position + done)
    if (bytesRead === 0) {
      throw new AppError('weights.truncated', {
        path,
        expected: position + length,
        found: position + done
      })
    }
    done += bytesRead
  }
  return bytes
}
