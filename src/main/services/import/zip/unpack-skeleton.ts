import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { IMAGE_NAME } from '../../../../shared/image-name'
import { AppError } from '../../../../shared/errors'
import { writeError } from '../../../base/files/file-error'
import { badZip, type ZipArchive } from './zip-archive'

/** Files that are read for what they say, and data sets' own files. */
const WHOLE = /\.(jsonl?|ndjson|csv|tsv|txt|caption|cap|en|vi|xml|md|ya?ml|parquet|tar|tgz|gz)$/i

/** Bytes of all such files together. */
const MAX_WHOLE = 2 ** 32
/** How many times its packed size a file may have, beyond a size that does no harm. */
const MAX_RATIO = 500
const HARMLESS = 2 ** 26

/** Bytes of a file of another name, which tell whether it is an image. */
const BEGINNING = 512

/**
 * Makes the files of a zip in the empty folder `root` as far as readers of folders look at them:
 * files with captions whole, images empty, of all else the beginning. Throws `import.bad-zip` for
 * what unpacks to more than it may, `file.unwritable` or `engine.cancelled`.
 */
export async function unpackSkeleton(
  zip: ZipArchive,
  root: string,
  signal?: AbortSignal
): Promise<void> {
  const made = new Set<string>()
  let left = MAX_WHOLE
  for (const [name, { compressedSize, uncompressedSize }] of zip.entries) {
    if (signal?.aborted) throw new AppError('engine.cancelled')
    const path = join(root, name)
    const folder = dirname(path)
    try {
      if (!made.has(folder)) await mkdir(folder, { recursive: true })
    } catch (error) {
      throw writeError(path, error)
    }
    made.add(folder)
    const whole = WHOLE.test(name)
    if (whole) {
      left -= uncompressedSize
      const tooDense = uncompressedSize > HARMLESS && uncompressedSize > MAX_RATIO * compressedSize
      if (tooDense || left < 0) {
        throw badZip(zip.path, new Error(`${name} unpacks to ${uncompressedSize} bytes`))
      }
    }
    const most = whole ? Infinity : IMAGE_NAME.test(name) ? 0 : BEGINNING
    await writeBeginning(path, zip, name, most, signal)
  }
}

async function writeBeginning(
  path: string,
  zip: ZipArchive,
  name: string,
  most: number,
  signal: AbortSignal | undefined
): Promise<void> {
  const file = await open(path, 'wx').catch((error: unknown) => {
    throw writeError(path, error)
  })
  try {
    let left = most
    if (left === 0) return
    for await (const piece of await zip.stream(name)) {
      if (signal?.aborted) throw new AppError('engine.cancelled')
      const bytes = (piece as Buffer).subarray(0, left)
      await file.writeFile(bytes)
      left -= bytes.length
      if (left === 0) break
    }
  } catch (error) {
    throw badZip(zip.path, error)
  } finally {
    await file.close()
  }
}
