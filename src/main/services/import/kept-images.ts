import { hash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { IMAGES_FOLDER } from '../../base/files/library-folder'
import { writeFileAtomic } from '../../base/files/replace-file'
import { readBytes, statRegular } from '../../base/files/regular-file'
import { endingOf } from './formats/name-inside'

/** Bytes of an image that is copied. */
const MAX_BYTES = 2 ** 30

/**
 * Images that an import takes out of the file that it reads, into the library. They are kept under
 * the hash of their content: the same image is there once, whatever files it comes in.
 */
export class KeptImages {
  readonly #root: string
  /** Files that this import has made. */
  readonly #made = new Set<string>()

  /** @param root Folder of the library. */
  constructor(root: string) {
    this.#root = root
  }

  /** Absolute path of a file with this content. Throws `file.unwritable`. */
  async keep(content: Uint8Array): Promise<string> {
    const digest = hash('sha256', content)
    const path = join(this.#root, IMAGES_FOLDER, digest.slice(0, 2), digest + endingOf(content))
    const there = await statRegular(path).catch(() => null)
    if (there?.size === content.length) return path
    await writeFileAtomic(path, content)
    this.#made.add(path)
    return path
  }

  /** The same for a copy of an image that lies elsewhere. Throws `file.unreadable`. */
  async keepCopy(path: string): Promise<string> {
    return this.keep(await readBytes(path, MAX_BYTES))
  }

  /** Removes a file that cannot be used, unless it was there before. */
  async drop(path: string): Promise<void> {
    if (this.#made.delete(path)) await rm(path, { force: true })
  }

  /** Removes all that the import has made: it came to nothing. */
  async dropAll(): Promise<void> {
    for (const path of this.#made) await rm(path, { force: true })
    this.#made.clear()
  }
}
