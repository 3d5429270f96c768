import type { Stats } from 'node:fs'
import { access, constants, lstat, readdir, readlink, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve } from 'node:path'
import { AppError } from '../../../shared/errors'
import { fileReasons } from '../../../shared/errors/file-reasons'
import { isMissing, writeError } from './file-error'
import { owningLibrary } from './library-folder'

/** Where a file or folder that a person named is to be written. */
export interface OutputTarget {
  /** As the person named it. */
  named: string
  /** Where links lead from there. */
  path: string
  /** What is there: nothing, a file, a folder, or a pipe or device. */
  kind: 'new' | 'file' | 'folder' | 'stream'
  /** Null where nothing is there. */
  stats: Stats | null
}

/** Links that may follow one another. */
const MAX_LINKS = 40

/**
 * Looks at what a person named, before anything is written: links are followed, also those that
 * lead to nothing yet. Throws `output.not-absolute`, `output.in-library` for what belongs to a
 * library, open or not, and `file.unwritable` for disks and sockets.
 */
export async function findTarget(named: string): Promise<OutputTarget> {
  if (!isAbsolute(named)) throw new AppError('output.not-absolute', { path: named })
  try {
    const stats = await statIfThere(named)
    const kind = kindOf(named, stats)
    // What `/dev/stdout` leads to can be opened by that name alone.
    const path =
      kind === 'stream'
        ? join(await realpath(dirname(named)), basename(named))
        : await follow(resolve(named), MAX_LINKS)
    const library = await owningLibrary(path)
    if (library !== null) throw new AppError('output.in-library', { path, library })
    return { named, path, kind, stats }
  } catch (error) {
    throw writeError(named, error)
  }
}

/**
 * The target of a file. Throws as {@link findTarget}, and `output.exists` where a file is there
 * that may not be replaced: with its size in bytes, and when it was changed, in milliseconds.
 */
export async function findFileTarget(named: string, overwrite: boolean): Promise<OutputTarget> {
  const target = await findTarget(named)
  if (target.kind === 'folder') throw unwritable(named, fileReasons.folder.en)
  if (target.kind === 'file') {
    if (!overwrite) throw exists([target])
    await access(target.path, constants.W_OK).catch((error: unknown) => {
      throw writeError(named, error)
    })
  }
  return target
}

/** The target of a folder. Throws as {@link findTarget}, and `output.folder-not-empty`. */
export async function findFolderTarget(
  named: string,
  overwrite: boolean
): Promise<OutputTarget & { empty: boolean }> {
  const target = await findTarget(named)
  if (target.kind === 'new') return { ...target, empty: true }
  if (target.kind !== 'folder') throw unwritable(named, fileReasons.file.en)
  const entries = await readdir(target.path).catch((error: unknown) => {
    throw writeError(named, error)
  })
  const empty = entries.length === 0
  if (!empty && !overwrite) throw new AppError('output.folder-not-empty', { path: target.path })
  return { ...target, empty }
}

/** The targets of several files, as {@link findFileTarget}; the error names all that are there. */
export async function findFileTargets(
  named: readonly string[],
  overwrite: boolean
): Promise<OutputTarget[]> {
  const targets: OutputTarget[] = []
  for (const name of named) targets.push(await findFileTarget(name, true))
  const there = targets.filter(({ kind }) => kind === 'file')
  if (there.length > 0 && !overwrite) throw exists(there)
  return targets
}

/** `output.exists` for files that are there. */
export const exists = (files: readonly Pick<OutputTarget, 'path' | 'stats'>[]): AppError =>
  new AppError('output.exists', {
    path: files.map(({ path }) => path).join(', '),
    bytes: files.reduce((sum, { stats }) => sum + (stats?.size ?? 0), 0),
    modifiedAt: Math.round(Math.max(...files.map(({ stats }) => stats?.mtimeMs ?? 0)))
  })

const unwritable = (path: string, detail: string): AppError =>
  new AppError('file.unwritable', { path, detail })

function kindOf(path: string, stats: Stats | null): OutputTarget['kind'] {
  if (stats === null) return 'new'
  if (stats.isFile()) return 'file'
  if (stats.isDirectory()) return 'folder'
  if (stats.isFIFO() || stats.isCharacterDevice()) return 'stream'
  throw unwritable(path, fileReasons.device.en)
}

/** The real path of what may not be there yet. */
async function follow(path: string, links: number): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    if (!isMissing(error) || path === dirname(path)) throw error
  }
  const link = (await lstatIfThere(path))?.isSymbolicLink() ? await readlink(path) : null
  const parent = await follow(dirname(path), links)
  if (link === null) return join(parent, basename(path))
  if (links === 0) throw new Error(fileReasons.circle.en)
  return follow(resolve(parent, link), links - 1)
}

const statIfThere = (path: string): Promise<Stats | null> => stat(path).catch(nullIfMissing)
const lstatIfThere = (path: string): Promise<Stats | null> => lstat(path).catch(nullIfMissing)

function nullIfMissing(error: unknown): null {
  if (isMissing(error)) return null
  throw error
}
