import { constants } from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import { writeError } from './file-error'
import { statRegular } from './regular-file'

/**
 * Copies a file to a name that is free, and flushes it to the disk. Throws `file.unwritable`, and as
 * `statRegular`.
 */
export async function copyPart(from: string, to: string): Promise<void> {
  await statRegular(from)
  try {
    await copyFile(from, to, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL)
    // Windows flushes nothing that is open for reading only, and a copy may be read-only.
    if (process.platform === 'win32') return
    const file = await open(to)
    await file.sync().finally(() => file.close())
  } catch (error) {
    throw writeError(to, error)
  }
}
