import { readdir, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import type { FolderEntry } from '../../../shared/contract'
import { AppError } from '../../../shared/errors'
import { allowedRoots, onlyAllowed } from '../../base/files/allowed-roots'

export interface FolderListing {
  path: string
  parent: string | null
  entries: FolderEntry[]
}

/**
 * Where looking for a folder begins: the user's home folder; or what this process is limited to,
 * which is a listing without a path of its own where it is several folders.
 */
async function listStart(files: boolean): Promise<FolderListing> {
  const roots = allowedRoots()
  const [only = homedir(), ...others] = roots ?? []
  if (others.length === 0) return listFolder(only, files)
  const entries = [only, ...others].map((path) => ({ name: path, path, kind: 'folder' as const }))
  return { path: '', parent: null, entries }
}

/**
 * Folders (and files, where `files` is true) in `path`; null is where looking begins. Hidden entries are left out; links are followed, and broken ones left out.
 */
export async function listFolder(path: string | null, files: boolean): Promise<FolderListing> {
  if (path === null) return listStart(files)
  const folder = resolve(path)
  if (!isAbsolute(path)) throw new AppError('file.not-found', { path })
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
  return { path: folder, parent: await parentOf(folder), entries }
}

/** The folder to go up to: null at the top, and empty where that is the list of several roots. */
async function parentOf(folder: string): Promise<string | null> {
  const roots = allowedRoots()
  const parent = dirname(folder)
  if (parent !== folder && (await onlyAllowed([parent])).length > 0) return parent
  return roots && roots.length > 1 ? '' : null
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
