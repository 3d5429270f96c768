import { rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { makeFoldersBelow } from '../../base/files/make-folder'
import { readBytes } from '../../base/files/regular-file'
import type { ImageClient } from '../image-client/image-client'

/** Bytes of a kept thumbnail; one has some thousand. */
const MAX_BYTES = 2 ** 26

/** Thumbnails in the making, so that two requests for one make it once. */
const making = new Map<string, Promise<Buffer>>()

/** Where the thumbnail of the content `key` is kept. */
export const thumbnailFile = (libraryRoot: string, key: string, size: number): string =>
  join(libraryRoot, 'thumbnails', String(size), key.slice(0, 2), `${key}.webp`)

/**
 * The WebP thumbnail of the image at `path`, made once and then kept in the library's
 * `thumbnails/` under `key`, which stands for the image's content. Throws as `images` does.
 */
export async function cachedThumbnail(
  images: ImageClient,
  libraryRoot: string,
  { path, key, size }: { path: string; key: string; size: number }
): Promise<Buffer> {
  const file = thumbnailFile(libraryRoot, key, size)
  const kept = await readBytes(file, MAX_BYTES).catch(() => null)
  if (kept) return kept
  const pending =
    making.get(file) ?? make(images.run('makeThumbnail', path, size), { libraryRoot, file })
  making.set(file, pending)
  try {
    return await pending
  } finally {
    making.delete(file)
  }
}

interface Place {
  libraryRoot: string
  file: string
}

async function make(thumbnail: Promise<Buffer>, place: Place): Promise<Buffer> {
  const data = await thumbnail
  await keep(place, data).catch(() => {
    // A cache that cannot be written (a full disk) costs time and nothing else.
  })
  return data
}

/** Written next to it and renamed, so that a reader never sees half a file. */
async function keep({ libraryRoot, file }: Place, data: Buffer): Promise<void> {
  await makeFoldersBelow(libraryRoot, ...relative(libraryRoot, dirname(file)).split(sep))
  const beside = `${file}.${process.pid}.tmp`
  try {
    await writeFile(beside, data)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
