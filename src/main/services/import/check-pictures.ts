import type { SkipReason } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  pageStagedImages,
  settlePicture,
  type PictureFacts,
  type StagedImage,
  type Staging
} from '../../store/import-staging'
import { readPictureInfo } from '../../vision/picture-info'
import { skip } from './formats/events'
import { hashContent } from '../files/hash-content'
import type { Turns } from '../files/turns'
import { resolvePicture } from './picture-id'
import type { Tally } from './tally'

/** Pictures that are settled together, and those read at the same time. */
const PAGE = 64
const CONCURRENCY = 4

/**
 * Looks up and reads the picture of each staged image inside `folder`; those without a usable
 * picture are skipped with the reason. Calls `onUsable` for each image that has a picture of its
 * own, and gives how many there are.
 */
export async function checkPictures(
  folder: string,
  { staging, tally, turns }: { staging: Staging; tally: Tally; turns: Turns },
  { onUsable, onProgress }: { onUsable(image: StagedImage): void; onProgress(done: number): void }
): Promise<number> {
  let usable = 0
  let done = 0
  let page = pageStagedImages(staging, 0, PAGE)
  while (page.length > 0) {
    const checked = await checkPage(folder, page)
    for (const [index, image] of page.entries()) {
      const found = checked[index]
      if (found && 'path' in found) {
        const joined = settlePicture(staging, image, found)
        if (joined) {
          tally.joined += image.records
          tally.leave(joined.differing)
        } else {
          usable += 1
          onUsable(image)
        }
      } else if (found) tally.skip(skip(found.reason, image.place, image.name), image.records)
      if (turns.over) await turns.next()
    }
    onProgress((done += page.length))
    // A turn also where nothing was slow: a cancel is to be seen.
    await turns.next()
    page = pageStagedImages(staging, page.at(-1)?.seq ?? 0, PAGE)
  }
  return usable
}

type Checked = PictureFacts | { reason: SkipReason }

/** Checks some pictures, a few at a time; the results are in the order of the images. */
async function checkPage(folder: string, images: readonly StagedImage[]): Promise<Checked[]> {
  const checked: Checked[] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < images.length; index = next++) {
      checked[index] = await checkPicture(folder, images[index]?.name ?? '')
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return checked
}

async function checkPicture(folder: string, name: string): Promise<Checked> {
  const resolved = await resolvePicture(folder, name)
  if ('reason' in resolved) return resolved
  try {
    const { path } = resolved
    const { width, height } = await readPictureInfo(path)
    return { path, width, height, ...(await hashContent(path)) }
  } catch (error) {
    if (isFileError(error)) return { reason: 'picture-unreadable' }
    throw error
  }
}

/** A picture that cannot be decoded, or a file that cannot be read. */
const isFileError = (error: unknown): boolean =>
  (error instanceof AppError && error.code === 'picture.unreadable') ||
  (error instanceof Error && 'syscall' in error)
