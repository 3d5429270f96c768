import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Larger files go the other way: they are read in pieces there. */
const MOST_BYTES = 32 << 20

/**
 * The bytes of the file at `path` where they begin as a JPEG; null for others and what cannot be read.
 *
 * It waits for the disk: on a reading thread nothing else is there to do, and the four hops to the
 * runtime's own threads and back took a tenth of a picture's time.
 */
export function readJpeg(path: string): Uint8Array | null {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      if (size > MOST_BYTES) return null
      const bytes = new Uint8Array(size)
      const bytesRead = readSync(file, bytes)
      return bytes[0] === 0xff && bytes[1] === 0xd8 ? bytes.subarray(0, bytesRead) : null
    } finally {
      closeSync(file)
    }
  } catch {
    return null
  }
}
