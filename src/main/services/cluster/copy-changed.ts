import { constants } from 'node:fs'
import { copyFile, mkdir, readdir, rename, stat, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Copies files and folders `paths` of one folder into another one, without those that are there with
 * the same size and time. A file is there whole or not at all; one that goes meanwhile is left out.
 */
export async function copyChanged(
  from: string,
  to: string,
  paths: readonly string[],
  signal?: AbortSignal
): Promise<void> {
  for (const path of paths) {
    signal?.throwIfAborted()
    const found = await stat(join(from, path)).catch(gone)
    if (!found) continue
    if (found.isDirectory()) {
      const names = await readdir(join(from, path))
      const inside = names.map((name) => join(path, name))
      await copyChanged(from, to, inside, signal)
    } else await copyOne(join(from, path), join(to, path), found)
  }
}

async function copyOne(
  from: string,
  to: string,
  { size, mtimeMs, atime, mtime }: { size: number; mtimeMs: number; atime: Date; mtime: Date }
): Promise<void> {
  const there = await stat(to).catch(gone)
  // Not every file system keeps the fraction of a second.
  if (there?.size === size && Math.abs(there.mtimeMs - mtimeMs) < 1000) return
  const beside = `${to}.part`
  await mkdir(dirname(to), { recursive: true })
  try {
    await copyFile(from, beside, constants.COPYFILE_FICLONE)
  } catch (error) {
    if (await stat(from).catch(gone)) throw error
    return
  }
  await utimes(beside, atime, mtime)
  await rename(beside, to)
}

/** Null for what is not there; any other error is one. */
function gone(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
  throw error
}
