import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import type { GenericSchema } from 'valibot'
import { pathFinder, type PathPlace } from '../../../shared/domain/paths-in'
import { AppError } from '../../../shared/errors'
import { IMAGES_FOLDER } from './library-folder'
import { readTypedPath } from './typed-path'

/**
 * The folders that people at a window may have read and written: of the whole process, as its user
 * is. Null is without a limit.
 */
let roots: readonly string[] | null = null

/** Where the library that the process was started with keeps images of its own. */
let ownImages: string | null = null

/**
 * Limits this process to `folders`, or to nothing for null. The images that `library` keeps itself
 * are shown wherever it lies. Throws `file.not-found`.
 */
export async function limitToRoots(
  folders: readonly string[] | null,
  library?: string
): Promise<void> {
  roots = folders && (await Promise.all(folders.map(realFolder)))
  // One that is not there is named when it is opened.
  const real = library === undefined ? null : await realTarget(resolve(library))
  ownImages = real && join(real, IMAGES_FOLDER)
}

/** Where a server keeps what people upload and download: reached by whom it is for, wherever it lies. */
let transfers: string | null = null

/** Admits the folder of a server's uploads and downloads besides the others; none for null. */
export async function allowTransfers(folder: string | null): Promise<void> {
  transfers = folder && (await realFolder(folder))
}

/** The real path of that folder; null where there is none. */
export const transfersFolder = (): string | null => transfers

/** The real paths of the folders that this process is limited to; null without a limit. */
export const allowedRoots = (): readonly string[] | null => roots

/**
 * Throws `file.outside-roots` for a path that leads out of the allowed folders, be it by its own
 * text or through links on the disk. What does not exist yet is judged by where it would be made.
 */
export async function checkAllowed(path: string): Promise<void> {
  if (roots === null || (await isAllowed(path, withTransfers(roots)))) return
  throw new AppError('file.outside-roots', { path, roots: roots.join(', ') })
}

/** As {@link checkAllowed}, for the file of an image that a library has. */
export async function checkImageAllowed(path: string): Promise<void> {
  if (ownImages !== null && (await isAllowed(path, [ownImages]))) return
  await checkAllowed(path)
}

/**
 * Puts in the place of each path in `input`, which `schema` has admitted, the absolute path that is
 * meant by it. Throws `file.relative-path`, and as {@link checkAllowed}.
 */
export async function checkPaths(schema: GenericSchema, input: unknown): Promise<void> {
  for (const place of pathFinder(schema)?.(input) ?? []) await checkPath(place)
}

/** The same for one path. */
export async function checkPath({ path: typed, put }: PathPlace): Promise<void> {
  const path = readTypedPath(typed)
  put(path)
  await checkAllowed(path)
}

/** Those of `paths` that may be read. */
export async function onlyAllowed(paths: readonly string[]): Promise<string[]> {
  const folders = roots
  if (folders === null) return [...paths]
  const allowed = await Promise.all(paths.map((path) => isAllowed(path, withTransfers(folders))))
  return paths.filter((_path, index) => allowed[index])
}

const withTransfers = (folders: readonly string[]): readonly string[] =>
  transfers === null ? folders : [...folders, transfers]

async function isAllowed(path: string, folders: readonly string[]): Promise<boolean> {
  // The system follows a link before it goes up by `..`, so the text alone does not say where to.
  if (path.split(/[\\/]/).includes('..') || path.includes('\0')) return false
  const target = await realTarget(resolve(path))
  return target !== null && folders.some((folder) => isInside(folder, target))
}

/** Where `path` leads, through all links; null where that cannot be said. */
async function realTarget(path: string): Promise<string | null> {
  const real = await realpath(path).catch(() => null)
  if (real !== null) return real
  // A link that leads to nothing would have its target made.
  const isThere = await lstat(path).then(
    () => true,
    () => false
  )
  const parent = dirname(path)
  if (isThere || parent === path) return null
  const realParent = await realTarget(parent)
  return realParent === null ? null : join(realParent, basename(path))
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '..' && !way.startsWith('..' + sep) && !isAbsolute(way)
}

async function realFolder(folder: string): Promise<string> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false
  )
  if (!isFolder) throw new AppError('file.not-found', { path: folder })
  return realpath(folder)
}
