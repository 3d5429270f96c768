import { statSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors'
import { onlyAllowed } from '../../base/files/allowed-roots'
import { refuseId } from './image-id'

/** Where the images of public sets lie beside their captions, before any other folder. */
const USUAL_FOLDERS = ['images_train', 'images', 'images_public_test', 'images_private_test']

/** Folders that are looked into at most. */
const MAX_FOLDERS = 200

/** Endings that a name without one may have on the disk. */
const ENDINGS = ['.jpg', '.jpeg', '.png', '.webp', '.JPG']

/** Names that are looked up to tell a folder. */
export const PROBED = 200

/** Look-ups after which only folders are looked into that have held an image. */
const SEARCHES = 500

export interface ImageFinder {
  /** The name under which an image is there: as it is, or with an ending or zeros that it lacks. */
  find(name: string): string | null
}

/**
 * Finds images of an input by their names, in the folders where they may lie. Nothing is read: a name
 * is a file that is there.
 */
export class ImageProbe implements ImageFinder {
  #folders: string[]
  readonly #held = new Set<string>()
  #searches = 0

  /** @param folders Where images may lie, the likeliest first; at least one. */
  constructor(folders: readonly string[]) {
    this.#folders = [...folders]
  }

  find(name: string): string | null {
    return spellings(name).find((one) => this.#folderOf(one) !== null) ?? null
  }

  /** The folder that holds most of the names; the first where none holds any. */
  best(names: readonly string[]): string {
    const probed = names.slice(0, PROBED).filter((name) => refuseId(name) === null)
    const held = this.#folders.map((folder) => ({
      folder,
      count: probed.filter((name) => isIn(folder, name)).length
    }))
    return held.reduce((best, next) => (next.count > best.count ? next : best)).folder
  }

  /** The folder that holds an image, which is the first to be asked for the next one. */
  #folderOf(name: string): string | null {
    if (refuseId(name) !== null) return null
    if ((this.#searches += 1) === SEARCHES) {
      this.#folders = this.#held.size > 0 ? [...this.#held] : this.#folders.slice(0, 1)
    }
    const at = this.#folders.findIndex((folder) => isIn(folder, name))
    const folder = this.#folders[at]
    if (folder === undefined) return null
    this.#held.add(folder)
    if (at > 0) this.#folders = [folder, ...this.#folders.filter((other) => other !== folder)]
    return folder
  }
}

const isIn = (folder: string, name: string): boolean =>
  [name, name.normalize('NFC'), name.normalize('NFD')].some((one) => isFile(join(folder, one)))

/** A value that is too long for a name is none of a file. */
function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
  } catch {
    return false
  }
}

/** How an id may be spelt as a file: COCO's are numbers with zeros before them. */
function spellings(name: string): string[] {
  const stems = /^\d{1,12}$/.test(name) ? [name, name.padStart(12, '0')] : [name]
  const bare = /\.[a-z]{3,4}$/i.test(name) ? [] : stems
  return [name, ...bare.flatMap((stem) => ENDINGS.map((ending) => stem + ending))]
}

/**
 * The folders where the images of an input may lie: the one asked for and no other; or an imported
 * folder itself; or the file's own, those in it, the one above and those in that, and the folders of
 * `known` images. Throws `file.not-found`.
 */
export async function imageFolders(
  { path, imagesDir }: { path: string; imagesDir: string | null },
  known: readonly string[] = []
): Promise<string[]> {
  if (imagesDir !== null) {
    const found = await stat(imagesDir).catch(() => null)
    if (!found?.isDirectory()) throw new AppError('file.not-found', { path: imagesDir })
    return [imagesDir]
  }
  if ((await stat(path)).isDirectory()) return [path]
  const own = dirname(path)
  const above = dirname(own)
  const usual = USUAL_FOLDERS.map((name) => join(own, name))
  const near = [own, ...usual, ...(await foldersIn(own)), ...known]
  const far = above === own ? [] : [...(await foldersIn(above)), above]
  const folders = [...new Set([...near, ...far])]
  const allowed = await onlyAllowed(folders)
  return allowed.length > 0 ? allowed : [own]
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.name.startsWith('.'))
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map(({ name }) => join(folder, name))
    .sort()
    .slice(0, MAX_FOLDERS)
}
