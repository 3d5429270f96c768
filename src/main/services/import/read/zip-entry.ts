import { promisify } from 'node:util'
import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { AppError } from '../../../../shared/errors'

/** The one file of a zip that an import reads, without unpacking it to the disk. */
export interface ZipEntry {
  name: string
  /** Bytes of the unpacked file, as the archive says. */
  bytes: number
  open(): Promise<Readable>
  close(): void
}

const openZip = promisify<string, yauzl.Options, ZipFile>(yauzl.open)

/** Entries looked at; a list of captions has few. */
const MOST_ENTRIES = 10_000

/**
 * The `results.json` of a zip, or its only JSON file. Throws `import.bad-zip`, also for an archive
 * that holds none or several of them.
 */
export async function openZipEntry(path: string): Promise<ZipEntry> {
  const bad = (detail: string, cause?: unknown) =>
    new AppError('import.bad-zip', { path, detail }, { cause })
  const zip = await openZip(path, { lazyEntries: true, autoClose: false }).catch(
    (error: unknown) => {
      throw bad(error instanceof Error ? error.message : String(error), error)
    }
  )
  try {
    const found = (await listEntries(zip)).filter(({ fileName }) => isList(fileName))
    const results = found.filter(({ fileName }) => /(^|\/)results\.json$/i.test(fileName))
    const [entry, ...others] = results.length > 0 ? results : found
    if (!entry || others.length > 0) throw new Error(`${found.length} JSON files in it, not one`)
    return {
      name: entry.fileName,
      bytes: entry.uncompressedSize,
      open: () => promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry),
      close: () => zip.close()
    }
  } catch (error) {
    zip.close()
    throw bad(error instanceof Error ? error.message : String(error), error)
  }
}

/** A JSON file that is not one of those that macOS puts beside each file. */
const isList = (name: string) => /\.json$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name)

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = []
    zip.on('entry', (entry: Entry) => {
      entries.push(entry)
      if (entries.length > MOST_ENTRIES) reject(new Error(`more than ${MOST_ENTRIES} files in it`))
      else zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}
