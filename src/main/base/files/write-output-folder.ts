import { mkdir, opendir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../../../shared/errors'
import { isMissing, writeError } from './file-error'
import { EXPORTS_FOLDER } from './library-folder'
import { findFileTarget, findFolderTarget, type OutputTarget } from './output-target'
import { newPartName, removeLeftovers } from './part-name'
import { syncFolder } from './sync-folder'
import { settle, type OutputOptions } from './write-output'

/**
 * Makes the folder `path`, absolute and named by a person. `write` fills a new folder under another
 * name; only when it is whole does it take its place, so that a failure or a kill leaves nothing.
 * Where files are in the folder and `overwrite` says so, the new ones are moved to them at the end,
 * and those of other names stay. Throws `output.folder-not-empty`, `output.in-library`,
 * `output.not-absolute`, `file.unwritable`, or what `write` throws.
 */
export async function writeOutputFolder<T>(
  path: string,
  options: OutputOptions,
  write: (folder: string) => Promise<T>
): Promise<T> {
  const target = await findFolderTarget(path, options.overwrite)
  const asWhole = target.empty && (await canBeReplaced(target))
  const around = asWhole ? dirname(target.path) : target.path
  const part = join(around, newPartName())
  try {
    await mkdir(around, { recursive: true })
    await removeLeftovers(around)
    await mkdir(part)
    const written = await write(part)
    if (asWhole) await takePlace(part, target.path)
    else {
      // Whatever cannot be replaced is found before the first one is.
      await eachFile(part, target.path, (_, goal) => findFileTarget(goal, true))
      await eachFile(part, target.path, async (source, goal) => {
        await mkdir(dirname(goal), { recursive: true })
        await settle(source, await findFileTarget(goal, true), options)
      })
    }
    await syncFolder(around)
    return written
  } catch (error) {
    throw writeError(path, error)
  } finally {
    await rm(part, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Whether another folder can get the name: no disk is mounted there, and it is no library's own. */
async function canBeReplaced({ path, kind, stats }: OutputTarget): Promise<boolean> {
  if (kind === 'new') return true
  const around = await stat(dirname(path))
  return around.dev === stats?.dev && basename(path) !== EXPORTS_FOLDER
}

async function takePlace(part: string, path: string): Promise<void> {
  try {
    await rmdir(path).catch((error: unknown) => {
      if (!isMissing(error)) throw error
    })
    await rename(part, path)
  } catch (error) {
    const there = await readdir(path).catch(() => [])
    if (there.length > 0) throw new AppError('output.folder-not-empty', { path })
    throw error
  }
}

/** Calls `work` with each file in `from`, at whatever depth, and with the same place in `to`. */
async function eachFile(
  from: string,
  to: string,
  work: (source: string, goal: string) => Promise<unknown>
): Promise<void> {
  for await (const entry of await opendir(from)) {
    const [source, goal] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) await eachFile(source, goal, work)
    else await work(source, goal)
  }
}
