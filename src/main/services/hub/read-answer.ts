import { AppError } from '../../../shared/errors'
import { describeFailure } from './ask-hub'
import type { Hub } from './hub'
import { PassingFailure } from './retries'
import type { Silence } from './silence'

/** The body of an answer. Throws where it has more than `most` bytes, or a `PassingFailure`. */
export async function readAnswer(
  hub: Hub,
  { body }: Response,
  silence: Silence,
  most: number
): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  try {
    for await (const piece of body ?? []) {
      silence.broken()
      bytes += piece.length
      if (bytes > most) break
      pieces.push(piece)
    }
  } catch (error) {
    const params = { host: hub.host, detail: describeFailure(error, silence.signal) }
    throw new PassingFailure(new AppError('hub.unreachable', params, { cause: error }))
  }
  if (bytes > most) throw new Error('it is too long')
  return new Blob(pieces)
}
