import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { AppError } from '../../../shared/errors'
import { fileError } from './file-error'

/** A file by its path inside the folder, with forward slashes; or a folder that cannot be read. */
export type Walked = { name: string; error?: AppError }

/**
 * The files of a folder whose name fits `wanted`, folder by folder, each in the order of its names,
 * so that no more than one folder is held. Hidden files are passed over, and so are links that lead
 * to a folder or out of this one. Throws `file.not-found` or `file.unreadable` where the folder itself
 * cannot be read.
 */
export async function* walkFiles(
  folder: string,
  recursive: boolean,
  wanted: RegExp
): AsyncGenerator<Walked> {
  const root = await realpath(folder).catch((cause: unknown) => {
    throw fileError(folder, cause)
  })
  yield* walk('', await entriesOf(folder))

  async function* walk(inside: string, entries: readonly Dirent[]): AsyncGenerator<Walked> {
    for (const entry of entries) {
      if (entry.name.startsWith('.')) continue
      const name = inside === '' ? entry.name : `${inside}/${entry.name}`
      const path = join(folder, name)
      if (entry.isDirectory()) {
        if (!recursive) continue
        try {
          yield* walk(name, await entriesOf(path))
        } catch (error) {
          if (!(error instanceof AppError)) throw error
          yield { name, error }
        }
      } else if (wanted.test(entry.name) && (entry.isFile() || (await leadsToFileIn(path, root)))) {
        yield { name }
      }
    }
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw fileError(folder, error)
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
