import { createHash } from 'node:crypto'
import { readPieces } from './regular-file'

/**
 * SHA-256 of a file's content, hexadecimal, and how many bytes it has. Throws as `openRegular`, and
 * `engine.cancelled` once the signal is aborted.
 */
export async function hashContent(
  path: string,
  signal?: AbortSignal
): Promise<{ contentHash: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const piece of readPieces(path, { signal })) {
    hash.update(piece)
    bytes += piece.length
  }
  return { contentHash: hash.digest('hex'), bytes }
}
