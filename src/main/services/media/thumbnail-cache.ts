import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { makeThumbnail } from '../../vision/thumbnail'

/** Thumbnails in the making, so that two requests for one make it once. */
const making = new Map<string, Promise<Buffer>>()

/** Where the thumbnail of the content `key` is kept. */
export const thumbnailFile = (libraryRoot: string, key: string, size: number): string =>
  join(libraryRoot, 'thumbnails', String(size), key.slice(0, 2), `${key}.webp`)

/**
 * The WebP thumbnail of the picture at `path`, made once and then kept in the library's
 * `thumbnails/` under `key`, which stands for the picture's content. Throws `picture.unreadable`.
 */
export async function cachedThumbnail(
  libraryRoot: string,
  path: string,
  key: string,
  size: number
): Promise<Buffer> {
  const file = thumbnailFile(libraryRoot, key, size)
  const kept = await readFile(file).catch(() => null)
  if (kept) return kept
  const pending = making.get(file) ?? make(path, size, file)
  making.set(file, pending)
  try {
    return await pending
  } finally {
    making.delete(file)
  }
}

async function make(path: string, size: number, file: string): Promise<Buffer> {
  const data = await makeThumbnail(path, size)
  await keep(file, data).catch(() => {
    // A cache that cannot be written (a full disk) costs time and nothing else.
  })
  return data
}

/** Written beside and renamed, so that a reader never sees half a file. */
async function keep(file: string, data: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.${process.pid}.tmp`
  try {
    await writeFile(beside, data)
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
