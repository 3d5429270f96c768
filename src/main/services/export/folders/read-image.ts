import { checkImageAllowed } from '../../../base/files/allowed-roots'
import { readBytes } from '../../../base/files/regular-file'

/** An image of more bytes is no photograph. */
const MAX_BYTES = 2 ** 30

/** Bytes of an image's file. Throws `file.outside-roots`, or as `readBytes`. */
export async function readImage(path: string): Promise<Buffer> {
  await checkImageAllowed(path)
  return readBytes(path, MAX_BYTES)
}
