import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A moment that every zip can hold: the same content gives the same bytes. */
const NO_TIME = new Date(1980, 0, 1)

/** The bytes of a zip that holds one file, `name`, of the text `pieces`. */
export function zipOf(name: string, pieces: AsyncIterable<string>): AsyncIterable<Uint8Array> {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const text = Readable.from(pieces, { objectMode: false })
  text.on('error', (error) => output.destroy(error))
  zip.addReadStream(text, name, { mtime: NO_TIME, forceDosTimestamp: true })
  zip.end()
  return output
}
