import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { writeError } from './file-error'
import { makeFolder } from './make-folder'
import { newPartName } from './part-name'
import { syncFolder } from './sync-folder'

/**
 * Makes or replaces the file `path`: `write` fills a file beside it, which is flushed to the disk and
 * renamed, so that a kill leaves the old file or the new one and never a half.
 * Throws `file.unwritable`, or the AppError that `write` throws, and leaves the old file.
 */
export async function replaceFile(
  path: string,
  write: (file: FileHandle) => Promise<void>
): Promise<void> {
  const folder = dirname(path)
  const beside = join(folder, newPartName())
  try {
    const file = await open(beside, 'wx')
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
    await syncFolder(folder)
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw writeError(path, error)
  }
}

/** {@link replaceFile} with `data`, which may come piece by piece. Makes the folder. */
export async function writeFileAtomic(
  path: string,
  data: string | Uint8Array | AsyncIterable<string | Uint8Array>
): Promise<void> {
  await makeFolder(dirname(path))
  await replaceFile(path, (file) => file.writeFile(data))
}
