import { open } from 'node:fs/promises'

/** Larger files go the other way: they are read in pieces there. */
const MOST_BYTES = 32 << 20

/** The bytes of the file at `path` where they begin as a JPEG; null for others and what cannot be read. */
export async function readJpeg(path: string): Promise<Uint8Array | null> {
  try {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      if (size > MOST_BYTES) return null
      const bytes = new Uint8Array(size)
      const { bytesRead } = await file.read(bytes)
      return bytes[0] === 0xff && bytes[1] === 0xd8 ? bytes.subarray(0, bytesRead) : null
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}
