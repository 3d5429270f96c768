import { extname } from 'node:path'
import { AppError } from '../../../../shared/errors'
import { detectEncoding, type Encoding } from './encoding'
import { checkAllowed } from '../../../base/files/allowed-roots'
import { fileError } from '../../../base/files/file-error'
import { statRegular, readPieces } from '../../../base/files/regular-file'
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

  /** @param signal Ends the reading, also of a file that never gives a record. */
  constructor(
    path: string,
    readonly signal?: AbortSignal
  ) {
    this.path = path
  }

  /**
   * The text, without a byte order mark. Throws `import.empty`, `import.not-utf8`,
   * `import.bad-zip`, `engine.cancelled`, `file.outside-roots`, or as `openRegular`, naming the file.
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
    const { path, signal } = this
    await checkAllowed(path)
    const entry = isZip(path) ? await openZipEntry(path, signal) : null
    try {
      this.bytes = entry?.bytes ?? (await statRegular(path)).size
      const pieces: AsyncIterable<Uint8Array> = entry
        ? await entry.open()
        : readPieces(path, { pieceBytes: CHUNK_BYTES, signal })
      for await (const bytes of pieces) {
        if (signal?.aborted) throw new AppError('engine.cancelled')
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

/** Whether a file is a zip by its name. */
export const isZip = (path: string): boolean => extname(path).toLowerCase() === '.zip'
