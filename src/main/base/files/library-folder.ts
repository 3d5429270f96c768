import { lstat } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'

/** The file that makes a folder a library. */
export const LIBRARY_DATABASE = 'library.sqlite'

/** The one folder of a library that files for people go to. */
export const EXPORTS_FOLDER = 'exports'

/** The folder of a library with the images that came inside other files. */
export const IMAGES_FOLDER = 'images'

/**
 * The library whose own file or folder `path` is, or would be, null where it is none: in a library
 * everything but the exports folder belongs to the library itself. `path` has its links resolved.
 */
export async function owningLibrary(path: string): Promise<string | null> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (relative(folder, path).split(sep)[0] !== EXPORTS_FOLDER && (await isLibrary(folder))) {
      return folder
    }
    if (folder === dirname(folder)) return null
  }
}

/** Whether a folder is a library. */
export const isLibrary = (folder: string): Promise<boolean> =>
  lstat(join(folder, LIBRARY_DATABASE)).then(
    () => true,
    () => false
  )
