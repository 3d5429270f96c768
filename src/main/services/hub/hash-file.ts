import { createHash } from 'node:crypto'
import { readPieces } from '../../base/files/regular-file'
import type { HubFile } from './list-files'

/** Whether the file at `path` has the hash of `file`: SHA-256, or SHA-1 of a git blob. */
export async function hasHash(
  path: string,
  { size, hash }: HubFile,
  signal: AbortSignal
): Promise<boolean> {
  const digest = createHash(hash.kind === 'sha256' ? 'sha256' : 'sha1')
  if (hash.kind === 'git') digest.update(`blob ${size}\0`)
  for await (const piece of readPieces(path, { pieceBytes: 2 ** 22, signal })) digest.update(piece)
  return digest.digest('hex') === hash.value
}
