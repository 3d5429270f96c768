import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** Bytes that are read together. */
const PIECE = 2 ** 18

/**
 * SHA-256 of a file's content, hexadecimal, and how many bytes it has. Read piece by piece into one
 * place: a stream costs a small file several times as long.
 */
export async function hashContent(path: string): Promise<{ contentHash: string; bytes: number }> {
  const hash = createHash('sha256')
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const piece = Buffer.allocUnsafe(Math.min(size + 1, PIECE))
    let bytes = 0
    for (;;) {
      const { bytesRead } = await file.read(piece)
      if (bytesRead === 0) return { contentHash: hash.digest('hex'), bytes }
      hash.update(piece.subarray(0, bytesRead))
      bytes += bytesRead
    }
  } finally {
    await file.close()
  }
}
