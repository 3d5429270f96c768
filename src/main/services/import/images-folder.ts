import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ImportParams } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import type { StagedImage } from '../../store/import-staging'
import { refuseId } from './picture-id'

/** Where the pictures of a caption file usually lie, beside the file. */
const USUAL_FOLDERS = ['.', 'images_train', 'images', 'images_public_test', 'images_private_test']

/** Records that are looked up to tell the folder. */
const PROBED_RECORDS = 200

/**
 * The folder that holds the pictures: the one asked for, the imported folder itself, or of the
 * usual places that which holds most of the first records. Throws `file.not-found`.
 */
export async function findImagesFolder(
  { path, imagesDir }: Pick<ImportParams, 'path' | 'imagesDir'>,
  records: readonly Pick<StagedImage, 'name'>[]
): Promise<string> {
  if (imagesDir !== null) {
    const found = await stat(imagesDir).catch(() => null)
    if (!found?.isDirectory()) throw new AppError('file.not-found', { path: imagesDir })
    return imagesDir
  }
  if ((await stat(path)).isDirectory()) return path
  const probed = records.slice(0, PROBED_RECORDS).filter(({ name }) => refuseId(name) === null)
  const candidates = USUAL_FOLDERS.map((name) => join(dirname(path), name)).map((folder) => ({
    folder,
    held: probed.filter(({ name }) => existsSync(join(folder, name))).length
  }))
  return candidates.reduce((best, next) => (next.held > best.held ? next : best)).folder
}
