import { closeSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../../../shared/errors'
import { openRegularSync } from '../../../base/files/regular-file'

const openZip = promisify<number, yauzl.Options, ZipFile>(yauzl.fromFd)

/** Files that a zip may hold. */
const MAX_ENTRIES = 200_000

/** Hidden files, and those that macOS puts beside each file. */
const HIDDEN = /(^|\/)(__MACOSX\/|\.)/

/** The files of a zip, each read when it is asked for: nothing is unpacked. */
export class ZipArchive {
  readonly path: string
  /**
   * Files by their paths inside, with forward slashes; neither hidden ones nor folders. No path
   * leads out of the archive: yauzl refuses one with such a name as a whole.
   */
  readonly entries: ReadonlyMap<string, Entry>
  readonly #zip: ZipFile

  private constructor(path: string, zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.path = path
    this.#zip = zip
    this.entries = entries
  }

  /** Throws `import.bad-zip`, `engine.cancelled`, or as `openRegular`. */
  static async open(path: string, signal?: AbortSignal): Promise<ZipArchive> {
    const file = openRegularSync(path)
    const zip = await openZip(file, { lazyEntries: true, autoClose: false }).catch(
      (error: unknown) => {
        closeSync(file)
        throw badZip(path, error)
      }
    )
    try {
      return new ZipArchive(path, zip, await listEntries(zip, signal))
    } catch (error) {
      zip.close()
      throw badZip(path, error)
    }
  }

  /** The bytes of a file. Throws `import.bad-zip`, also where there are more than `most`. */
  async read(name: string, most: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    let bytes = 0
    try {
      for await (const piece of await this.stream(name)) {
        bytes += (piece as Buffer).length
        if (bytes > most) throw new Error(`${name} is too large`)
        pieces.push(piece as Buffer)
      }
    } catch (error) {
      throw badZip(this.path, error)
    }
    return Buffer.concat(pieces)
  }

  /** Throws `import.bad-zip` where the file cannot be unpacked. */
  async stream(name: string): Promise<Readable> {
    try {
      const entry = this.entries.get(name)
      if (!entry) throw new Error(`it does not hold ${name}`)
      if (entry.isEncrypted()) throw new Error(`${name} is encrypted`)
      return await promisify<Entry, Readable>(this.#zip.openReadStream.bind(this.#zip))(entry)
    } catch (error) {
      throw badZip(this.path, error)
    }
  }

  close(): void {
    this.#zip.close()
  }
}

/** An error of a zip in words; one that is worded stays as it is. */
export function badZip(path: string, error: unknown): AppError {
  if (error instanceof AppError) return error
  const detail = error instanceof Error ? error.message : String(error)
  return new AppError('import.bad-zip', { path, detail }, { cause: error })
}

function listEntries(
  zip: ZipFile,
  signal: AbortSignal | undefined
): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>()
    zip.on('entry', (entry: Entry) => {
      const { fileName } = entry
      if (!fileName.endsWith('/') && !HIDDEN.test(fileName)) entries.set(fileName, entry)
      if (signal?.aborted) reject(new AppError('engine.cancelled'))
      else if (entries.size > MAX_ENTRIES) {
        reject(new Error(`more than ${MAX_ENTRIES} files in it`))
      } else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}
