import type { FileHandle } from 'node:fs/promises'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { withFile } from '../weights/read-range'

/** An entry of a zip archive: where its own header lies, and how long its content is. */
export interface ZipPlace {
  header: number
  bytes: number
  compressed: boolean
}

/** Bytes of an entry's own header before its name and extra field, whose lengths it holds. */
export const LOCAL_HEADER = 30

/** The entries of a zip archive by name. Throws an `Error` that says what is wrong. */
export const listZipEntries = (path: string): Promise<Map<string, ZipPlace>> =>
  withFile(path, async (file) => {
    const { size } = await file.stat()
    const zip = await open(new RangeReader(file, size), size, { lazyEntries: true })
    const places = new Map<string, ZipPlace>()
    await new Promise<void>((resolve, reject) => {
      zip.on('error', reject)
      zip.on('end', resolve)
      zip.on('entry', (entry: Entry) => {
        try {
          addEntry(places, entry, size)
          zip.readEntry()
        } catch (error) {
          reject(error)
        }
      })
      zip.readEntry()
    })
    return places
  })

/** yauzl's own reader of files lets `fs` throw where a damaged archive names an absurd place. */
class RangeReader extends yauzl.RandomAccessReader {
  constructor(
    readonly file: FileHandle,
    readonly size: number
  ) {
    super()
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void
  ): void {
    if (position + length > this.size) {
      callback(new Error('it names a place behind its end'))
      return
    }
    this.file
      .read(buffer, offset, length, position)
      .then(
        ({ bytesRead }) => callback(bytesRead < length ? new Error('it is cut short') : null),
        callback
      )
  }
}

const open = promisify<yauzl.RandomAccessReader, number, yauzl.Options, ZipFile>(
  yauzl.fromRandomAccessReader
)

function addEntry(places: Map<string, ZipPlace>, entry: Entry, fileSize: number): void {
  const { fileName: name, relativeOffsetOfLocalHeader: header, uncompressedSize: bytes } = entry
  const compressed = entry.compressionMethod !== 0
  if (places.has(name)) throw new Error(`it has two entries ${name}`)
  if (!compressed && header + LOCAL_HEADER + bytes > fileSize) {
    throw new Error(`its entry ${name} is cut short`)
  }
  places.set(name, { header, bytes, compressed })
}
