import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import type { FolderEntry } from '../../../shared/contract'
import { AppError } from '../../../shared/errors'

export interface FolderListing {
  path: string
  parent: string | null
  entries: FolderEntry[]
}

/**
 * Folders (and files, where `files` is true) in `path`, or in the user's home folder for null.
 * Hidden entries are left out; links are followed, and broken ones left out.
 */
export async function listFolder(path: string | null, files: boolean): Promise<FolderListing> {
  const folder = path === null ? homedir() : resolve(path)
  if (path !== null && !isAbsolute(path)) throw new AppError('file.not-found', { path })
  const entries: FolderEntry[] = []
  for (const name of await readNames(folder)) {
    if (name.startsWith('.')) continue
    const entry = await stat(join(folder, name)).catch(() => null)
    if (entry?.isDirectory()) entries.push({ name, path: join(folder, name), kind: 'folder' })
    else if (files && entry?.isFile())
      entries.push({ name, path: join(folder, name), kind: 'file' })
  }
  const collator = new Intl.Collator('vi', { numeric: true })
  entries.sort((a, b) => order(a) - order(b) || collator.compare(a.name, b.name))
  const parent = dirname(folder)
  return { path: folder, parent: parent === folder ? null : parent, entries }
}

const order = (entry: FolderEntry) => (entry.kind === 'folder' ? 0 : 1)

async function readNames(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new AppError('file.not-found', { path: folder })
    throw new AppError('file.unreadable', { path: folder, detail: message })
  }
}
