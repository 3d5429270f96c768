import type { SkipReason } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  pageStagedImages,
  settleImage,
  type ImageFacts,
  type StagedImage,
  type Staging
} from '../../store/imports/import-staging'
import type { ImageClient } from '../image-client/image-client'
import { skip } from './formats/events'
import { hashContent } from '../../base/files/hash-content'
import type { Yielder } from '../../base/yielder'
import { resolveImage } from './image-id'
import type { KeptImages } from './kept-images'
import type { Tally } from './tally'

/** Images that are settled together, and those read at the same time. */
const PAGE = 64
const CONCURRENCY = 4

/** What the images are checked for, and what ends that. */
interface Checking {
  images: ImageClient
  staging: Staging
  tally: Tally
  yielder: Yielder
  kept: KeptImages
  /** Whether the library keeps copies of images that lie elsewhere. */
  copies: boolean
  signal: AbortSignal
}

/**
 * Looks up and reads the image of each staged image inside `folder`; those without a usable
 * image are skipped with the reason. Calls `onUsable` for each image that has an image of its
 * own, and gives how many there are.
 */
export async function checkImages(
  folder: string,
  checking: Checking,
  { onUsable, onProgress }: { onUsable(image: StagedImage): void; onProgress(done: number): void }
): Promise<number> {
  const { staging, tally, yielder, kept } = checking
  let usable = 0
  let done = 0
  let page = pageStagedImages(staging, 0, PAGE)
  while (page.length > 0) {
    const checked = await checkPage(folder, page, checking)
    for (const [index, image] of page.entries()) {
      const found = checked[index]
      if (found && 'path' in found) {
        if (found.lacksEnd) tally.noteLackingEnd(image.name)
        const joined = settleImage(staging, image, found)
        if (joined) {
          tally.joined += image.records
          tally.leave(joined.differing)
        } else {
          usable += 1
          onUsable(image)
        }
      } else if (found) {
        const { reason, ...more } = found
        if (image.source !== null) await kept.drop(image.source)
        tally.skip(skip(reason, image.place, image.name, more), image.records)
      }
      if (yielder.due) await yielder.yieldNow()
    }
    onProgress((done += page.length))
    // A turn also where nothing was slow: a cancel is to be seen.
    await yielder.yieldNow()
    page = pageStagedImages(staging, page.at(-1)?.seq ?? 0, PAGE)
  }
  return usable
}

type Checked = (ImageFacts & { lacksEnd: boolean }) | { reason: SkipReason; detail?: string }

type ReadingImages = Pick<Checking, 'images' | 'kept' | 'copies' | 'signal'>

/** Checks some images, a few at a time; the results are in the order of the images. */
async function checkPage(
  folder: string,
  staged: readonly StagedImage[],
  checking: ReadingImages
): Promise<Checked[]> {
  const checked: Checked[] = []
  let next = 0
  const worker = async () => {
    for (let index = next++; index < staged.length; index = next++) {
      const image = staged[index]
      if (image) checked[index] = await checkImage(folder, image, checking)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return checked
}

async function checkImage(
  folder: string,
  { name, source }: StagedImage,
  { images, kept, copies, signal }: ReadingImages
): Promise<Checked> {
  const resolved = source === null ? await resolveImage(folder, name) : { path: source }
  if ('reason' in resolved) return resolved
  try {
    const { path } = resolved
    const { width, height, lacksEnd } = await images.run('readImageInfo', path)
    const facts = { width, height, lacksEnd, ...(await hashContent(path, signal)) }
    return { path: copies && source === null ? await kept.keepCopy(path) : path, ...facts }
  } catch (error) {
    if (!isFileError(error)) throw error
    return { reason: 'image-unreadable', detail: String(error.params['detail'] ?? error.message) }
  }
}

/** An image that cannot be decoded, or a file that cannot be read. */
const isFileError = (error: unknown): error is AppError =>
  error instanceof AppError && /^(image\.unreadable$|file\.)/.test(error.code)
