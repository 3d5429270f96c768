import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { AppError } from '../../../shared/errors'

/** Names that look like a picture; whether they are is found by reading them. */
const PICTURE_NAME = /\.(jpe?g|png|webp|gif|tiff?|avif|hei[cf]|bmp)$/i

/**
 * The pictures of a folder as paths inside it with forward slashes, sorted. Hidden files are passed
 * over, and so are links that lead to a folder or out of this one. Throws `file.unreadable`.
 */
export function listPictures(folder: string, recursive: boolean): Promise<string[]> {
  return listFiles(folder, recursive, PICTURE_NAME)
}

/** The files of a folder whose name fits `wanted`, otherwise as {@link listPictures} gives them. */
export async function listFiles(
  folder: string,
  recursive: boolean,
  wanted: RegExp
): Promise<string[]> {
  const root = await realpath(folder)
  const found: string[] = []
  const walk = async (inside: string): Promise<void> => {
    for (const entry of await entriesOf(join(folder, inside))) {
      if (entry.name.startsWith('.')) continue
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`
      if (entry.isDirectory()) {
        if (recursive) await walk(name)
      } else if (wanted.test(entry.name)) {
        const file = entry.isFile() || (await leadsToFileIn(join(folder, name), root))
        if (file) found.push(name)
      }
    }
  }
  await walk('')
  return found.sort()
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('file.unreadable', { path: folder, detail }, { cause: error })
  }
}

/** Whether a link leads to a file inside the folder `root`, a real path. */
async function leadsToFileIn(link: string, root: string): Promise<boolean> {
  try {
    const target = await realpath(link)
    return target.startsWith(root + sep) && (await stat(target)).isFile()
  } catch {
    return false
  }
}
