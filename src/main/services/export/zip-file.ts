import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A moment that every zip can hold: the same content gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1)

/**
 * The bytes of a zip that holds one file, `name`, of the text `pieces`. Nothing is read before the
 * first byte is asked for: a stream that fails while nobody reads it ends the process.
 */
export async function* zipOf(
  name: string,
  pieces: AsyncIterable<string | Uint8Array>
): AsyncGenerator<Uint8Array, void> {
  const zip = new ZipFile()
  const output = zip.outputStream as unknown as Readable
  const text = Readable.from(pieces, { objectMode: false })
  text.on('error', (error) => output.destroy(error))
  zip.addReadStream(text, name, { mtime: NO_TIME, forceDosTimestamp: true })
  zip.end()
  yield* output as AsyncIterable<Uint8Array>
}
