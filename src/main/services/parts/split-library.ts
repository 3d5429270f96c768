import { copyFile, lstat, mkdir, readdir } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { isMissing } from '../../base/files/file-error'
import { LIBRARY_DATABASE } from '../../base/files/library-folder'
import { writeOutputFolder } from '../../base/files/write-output-folder'
import { workOf } from '../../store/assignments/my-work'
import { copyAside } from '../../store/core/copy-thread'
import { openLibrary } from '../../store/core/library'
import { listPartImages, placePartImages, reduceToPart } from '../../store/parts/reduce-to-part'

export interface SplitWish {
  /** The library's folder, which may be open here or elsewhere. */
  library: string
  /** A new or empty folder. */
  to: string
  /** What the part is called: whoever works on it, as history names them where they give no name. */
  name: string
  /** Without `like:`, which only a workbench can resolve. */
  filter: string
  /** Whether the image files are copied into the part; otherwise it refers to where they are. */
  withImages: boolean
  /** The built thread that copies. */
  threadFile: string | undefined
}

export interface SplitReport {
  path: string
  images: number
  captions: number
  /** Images whose files are not there, so that they could not be copied. */
  missing: number
  /** Images in it that are given to whoever it is for, and open. */
  work: number
  /** Sentence pairs of the library; a part has none. */
  pairs: number
}

type PartImage = ReturnType<typeof listPartImages>[number]

/**
 * Makes a library of those images of another one that fit a filter, for somebody to work on without
 * this one, and to be merged back. It appears as a whole; a kill leaves nothing. Throws
 * `part.empty`, `filter.invalid`, `output.folder-not-empty`, `output.in-library`, and as `copyDatabase`.
 */
export function splitLibrary(wish: SplitWish): Promise<SplitReport> {
  const { library, to, name: part, filter, withImages, threadFile } = wish
  return writeOutputFolder(resolve(to), { overwrite: false }, async (folder) => {
    await copyAside(threadFile, library, join(folder, LIBRARY_DATABASE))
    // Brings the copy of an older library up to date.
    const opened = openLibrary(folder)
    try {
      const { pairs } = (await opened.info()).counts
      reduceToPart(opened.write, { library: basename(library), part, filter })
      const places = []
      for (const image of listPartImages(opened.write)) {
        const path = resolve(library, image.path)
        places.push(
          withImages
            ? await copyImage(folder, image, path)
            : { ...image, path, missing: !!image.missing }
        )
        await copyThumbnails(library, folder, image.contentHash)
      }
      placePartImages(opened.write, places)
      const { images, captions } = (await opened.info()).counts
      const missing = places.filter((place) => place.missing).length
      const work = workOf(opened.read, part.normalize('NFC')).open
      return { path: resolve(to), images, captions, missing, work, pairs }
    } finally {
      opened.close()
    }
  })
}

async function copyImage(folder: string, { id }: PartImage, path: string) {
  const inside = `images/${id}${extname(path)}`
  try {
    await mkdir(join(folder, 'images'), { recursive: true })
    await copyFile(path, join(folder, inside))
    return { id, path: inside, missing: false }
  } catch (error) {
    if (!isMissing(error)) throw error
    return { id, path, missing: true }
  }
}

async function copyThumbnails(library: string, folder: string, key: string): Promise<void> {
  const thumbnails = join(library, 'thumbnails')
  const sizes = await readdir(thumbnails).catch(() => [])
  for (const size of sizes) {
    const file = join(thumbnails, size, key.slice(0, 2), `${key}.webp`)
    if (!(await lstat(file).catch(() => null))) continue
    const goal = join(folder, relative(library, file))
    await mkdir(dirname(goal), { recursive: true })
    await copyFile(file, goal)
  }
}
