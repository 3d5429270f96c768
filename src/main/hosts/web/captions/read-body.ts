import type { IncomingMessage } from 'node:http'
import { AppError } from '../../../../shared/errors'

/**
 * The body of a request, of at most `maxBytes`. Throws `serving.too-large`, before anything is
 * read where the head says the length, what `take` throws, or `engine.cancelled` where the client has
 * gone.
 *
 * @param take Told of bytes as they come.
 */
export async function readBody(
  incoming: IncomingMessage,
  { maxBytes, take }: { maxBytes: number; take(bytes: number): void }
): Promise<Buffer<ArrayBuffer>> {
  const tooLarge = new AppError('serving.too-large', { limit: maxBytes / 1e6 })
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) throw tooLarge
  const pieces: Buffer[] = []
  let bytes = 0
  try {
    // The answer goes out by the same connection, which is not to be cut where we read no further.
    const body = incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>
    for await (const piece of body) {
      bytes += piece.length
      if (bytes > maxBytes) throw tooLarge
      take(piece.length)
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  } catch (error) {
    if (!(error instanceof AppError)) throw new AppError('engine.cancelled', {}, { cause: error })
    // What else comes is read over.
    incoming.resume()
    throw error
  }
}
