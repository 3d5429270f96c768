import { createHash } from 'node:crypto'
import { access, constants, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { LibraryInfo } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { onlyAllowed } from '../../base/files/allowed-roots'
import { isLibrary } from '../../base/files/library-folder'
import { demoLibraryPath } from '../demo'
import type { Leaving, Workbench } from './workbench'

/**
 * Opens the library that goes with a folder of photos, and makes it where there is none yet: beside
 * the folder, as `viecap caption` does, or among the user's own files where nothing can be written
 * there. The photos stay as they are. Throws `file.not-found`, and as `Workbench.open` does.
 */
export async function openForPhotos(
  workbench: Pick<Workbench, 'create' | 'open'>,
  folder: string,
  leave: Leaving = {}
): Promise<LibraryInfo> {
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false
  )
  if (!isFolder) throw new AppError('file.not-found', { path: folder })
  const path = await photoLibraryPath(folder)
  return (await isLibrary(path)) ? workbench.open(path, leave) : workbench.create(path, leave)
}

async function photoLibraryPath(folder: string): Promise<string> {
  const beside = `${folder}.viecap`
  if ((await isLibrary(beside)) || (await canWrite(dirname(folder)))) {
    if ((await onlyAllowed([beside])).length > 0) return beside
  }
  // Folders of one name have libraries of their own.
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 8)
  return join(dirname(demoLibraryPath()), `${basename(folder)}-${mark}.viecap`)
}

const canWrite = (folder: string): Promise<boolean> =>
  access(folder, constants.W_OK).then(
    () => true,
    () => false
  )
