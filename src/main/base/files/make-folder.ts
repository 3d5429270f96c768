import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { writeError } from './file-error'

/** Makes a folder, and those around it, where they are not there. Throws `file.unwritable`. */
export async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw writeError(path, error)
  }
}

/**
 * Makes the folders `names`, one in the other, below `folder`, which has to be there: nothing is
 * made again of a library that was deleted meanwhile. Throws what the system says.
 */
export async function makeFoldersBelow(folder: string, ...names: string[]): Promise<void> {
  let path = folder
  for (const name of names) {
    path = join(path, name)
    await mkdir(path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  }
}
