import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Readable } from 'node:stream'
import { AppError } from '../../../../shared/errors'
import { detectEncoding, type Encoding } from './encoding'
import { fileError } from '../../files/file-error'
import { openZipEntry } from './zip-entry'

/** Bytes read at a time: parsing and storing so much takes a few milliseconds. */
const CHUNK_BYTES = 8 * 1024

/** A text file that is read piece by piece, in UTF-8 or UTF-16, also inside a zip. */
export class TextSource {
  readonly path: string
  /** Bytes read so far and bytes in all, for showing how far a reader is. */
  bytesRead = 0
  bytes = 0
  /** Known once the first piece was read. */
  encoding: Encoding['name'] = 'utf-8'

  constructor(path: string) {
    this.path = path
  }

  /**
   * The text, without a byte order mark. Throws `import.empty`, `import.not-utf8`,
   * `import.bad-zip`, `file.not-found` or `file.unreadable`, naming the file.
   */
  async *chunks(): AsyncGenerator<string> {
    let decoder: TextDecoder | null = null
    for await (let bytes of this.#bytes()) {
      if (!decoder) {
        const { name, mark } = detectEncoding(bytes)
        this.encoding = name
        decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true })
        bytes = bytes.subarray(mark)
      }
      const text = this.#decode(decoder, bytes)
      if (text !== '') yield text
    }
    if (!decoder) throw new AppError('import.empty', { path: this.path })
    const rest = this.#decode(decoder)
    if (rest !== '') yield rest
  }

  #decode(decoder: TextDecoder, bytes?: Uint8Array): string {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch (error) {
      throw new AppError('import.not-utf8', { path: this.path }, { cause: error })
    }
  }

  async *#bytes(): AsyncGenerator<Uint8Array> {
    const entry = isZip(this.path) ? await openZipEntry(this.path) : null
    try {
      this.bytes = entry?.bytes ?? (await stat(this.path)).size
      const stream: Readable = entry
        ? await entry.open()
        : createReadStream(this.path, { highWaterMark: CHUNK_BYTES })
      for await (const bytes of stream as AsyncIterable<Uint8Array>) {
        this.bytesRead += bytes.byteLength
        yield bytes
      }
    } catch (error) {
      throw fileError(this.path, error)
    } finally {
      entry?.close()
    }
  }
}

export const isZip = (path: string): boolean => extname(path).toLowerCase() === '.zip'
