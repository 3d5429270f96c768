import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { SkippedRecord } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { readPictureInfo } from '../../vision/picture-info'
import { skip, type ImageRecord } from './formats/parsed'
import { resolvePicture } from './picture-id'
import { tidyCaptions } from './tidy-caption'

/** A picture that was really read, with all captions that the file gives it. */
export interface CheckedImage {
  name: string
  path: string
  contentHash: string
  width: number
  height: number
  bytes: number
  captions: string[]
}

export interface CheckOptions {
  signal: AbortSignal
  onProgress(done: number): void
}

type Checked = CheckedImage | SkippedRecord

/** Pictures read at the same time. */
const CONCURRENCY = 4

/**
 * Looks up and reads the picture of each record inside `folder`. Records of one picture become one
 * image, at the place of the first; records without a usable picture are skipped with the reason.
 */
export async function checkPictures(
  folder: string,
  records: readonly ImageRecord[],
  { signal, onProgress }: CheckOptions
): Promise<{ images: CheckedImage[]; skipped: SkippedRecord[] }> {
  const grouped = [...Map.groupBy(records, (record) => record.image).values()]
  const checked: Checked[][] = []
  let next = 0
  let done = 0
  const worker = async () => {
    for (let index = next++; index < grouped.length; index = next++) {
      if (signal.aborted) throw new AppError('engine.cancelled')
      checked[index] = await checkPicture(folder, grouped[index] ?? [])
      onProgress((done += 1))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, worker))
  return mergeByPath(checked.flat())
}

/** Checks the picture of some records that share one id. */
async function checkPicture(folder: string, records: readonly ImageRecord[]): Promise<Checked[]> {
  const name = records[0]?.image ?? ''
  const skipAll = (reason: SkippedRecord['reason']) =>
    records.map((record) => skip(reason, record.where, name))
  const resolved = await resolvePicture(folder, name)
  if ('reason' in resolved) return skipAll(resolved.reason)
  try {
    const { path } = resolved
    const { width, height } = await readPictureInfo(path)
    const contentHash = await hashFile(path)
    const bytes = (await stat(path)).size
    const captions = tidyCaptions(records.flatMap((record) => record.captions))
    const blank = records
      .filter((record) => record.captions.length > 0 && tidyCaptions(record.captions).length === 0)
      .map((record) => skip('caption-empty', record.where, name))
    return [{ name, path, contentHash, width, height, bytes, captions }, ...blank]
  } catch (error) {
    if (isFileError(error)) return skipAll('picture-unreadable')
    throw error
  }
}

/** A picture that cannot be decoded, or a file that cannot be read. */
const isFileError = (error: unknown): boolean =>
  (error instanceof AppError && error.code === 'picture.unreadable') ||
  (error instanceof Error && 'syscall' in error)

/** Joins images that two names lead to, such as one name in two Unicode normal forms. */
function mergeByPath(checked: readonly Checked[]) {
  const images = new Map<string, CheckedImage>()
  const skipped: SkippedRecord[] = []
  for (const item of checked) {
    if ('reason' in item) {
      skipped.push(item)
      continue
    }
    const known = images.get(item.path)
    if (known) known.captions.push(...item.captions)
    else images.set(item.path, item)
  }
  return { images: [...images.values()], skipped }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
