import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { AppError } from '../../../shared/errors'
import { checkAllowed } from './allowed-roots'
import { fileError } from './file-error'

/**
 * A file by its path inside the folder, with forward slashes; or a folder that cannot be read, or a
 * link that leads out of the allowed folders.
 */
export type Walked = { name: string; error: AppError } | WalkedFile

export interface WalkedFile {
  name: string
  /** Where the file really lies, all links followed: also out of the folder that is walked. */
  real: string
  error?: undefined
}

/** A folder that is to be walked: its path inside the first one, and where it really lies. */
interface Folder {
  inside: string
  real: string
}

/**
 * The regular files of a folder whose name fits `wanted`, folder by folder, each in the order of its
 * names. Hidden files are passed over. Links are followed, to files and to folders, also out of this
 * one, as the caches of the Hugging Face hub need it. A folder is walked once by its real path,
 * whatever leads to it, and links to folders come last: so links in a circle end, and a file has the
 * name of its own folder where that is in the tree. A link to a folder above is passed over. Throws `file.not-found` or `file.unreadable` where
 * the folder itself cannot be read, and `engine.cancelled` once the signal is aborted.
 */
export async function* walkFiles(
  folder: string,
  recursive: boolean,
  wanted: RegExp,
  signal?: AbortSignal
): AsyncGenerator<Walked> {
  const walked = new Set<string>()
  const linked: Folder[] = []
  const root = await realpath(folder).catch((cause: unknown) => {
    throw fileError(folder, cause)
  })
  yield* walk({ inside: '', real: root }, await entriesOf(folder))
  for (let next = linked.shift(); next; next = linked.shift()) yield* walkInto(next)

  async function* walkInto(next: Folder): AsyncGenerator<Walked> {
    if (walked.has(next.real)) return
    let entries: Dirent[]
    try {
      entries = await entriesOf(join(folder, next.inside))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      walked.add(next.real)
      yield { name: next.inside, error }
      return
    }
    yield* walk(next, entries)
  }

  async function* walk(
    { inside, real }: Folder,
    entries: readonly Dirent[]
  ): AsyncGenerator<Walked> {
    walked.add(real)
    for (const entry of entries) {
      if (signal?.aborted) throw new AppError('engine.cancelled')
      if (entry.name.startsWith('.')) continue
      const found = {
        name: inside === '' ? entry.name : `${inside}/${entry.name}`,
        real: join(real, entry.name)
      }
      if (entry.isSymbolicLink()) {
        const target = await targetOf(join(folder, found.name))
        const isAsked =
          target?.kind === 'folder'
            ? recursive && !inFolder(root, target.real)
            : target !== null && wanted.test(entry.name)
        if (target === null || !isAsked) continue
        const error = await refusalOf(target.real)
        if (error) yield { name: found.name, error }
        else if (target.kind === 'file') yield { name: found.name, real: target.real }
        else linked.push({ inside: found.name, real: target.real })
      } else if (entry.isDirectory()) {
        if (recursive) yield* walkInto({ inside: found.name, real: found.real })
      } else if (entry.isFile() && wanted.test(entry.name)) yield found
    }
  }
}

/** Why a path may not be read; null where it may. */
async function refusalOf(path: string): Promise<AppError | null> {
  try {
    await checkAllowed(path)
    return null
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
}

/** Whether the real path `path` is the folder `folder` or lies in it. */
const inFolder = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw fileError(folder, error)
  }
}

/** What a link leads to in the end; null where that is nothing that is read. */
async function targetOf(link: string): Promise<{ kind: 'file' | 'folder'; real: string } | null> {
  try {
    const real = await realpath(link)
    const found = await stat(real)
    if (found.isDirectory()) return { kind: 'folder', real }
    return found.isFile() ? { kind: 'file', real } : null
  } catch {
    return null
  }
}
