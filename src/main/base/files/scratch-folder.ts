import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newPartName, removeLeftovers } from './part-name'

/** Makes a folder for files on their way, in the system's own for such, that only this user reads. */
export async function makeScratchFolder(): Promise<string> {
  // Others' leftovers may be there as well, which only they can remove.
  await removeLeftovers(tmpdir()).catch(() => undefined)
  const folder = join(tmpdir(), newPartName())
  await mkdir(folder, { mode: 0o700 })
  return folder
}
