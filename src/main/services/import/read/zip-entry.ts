import type { Readable } from 'node:stream'
import { badZip, ZipArchive } from '../zip/zip-archive'

/** The one file of a zip that an import reads, without unpacking it to the disk. */
export interface ZipEntry {
  name: string
  /** Bytes of the unpacked file, as the archive says. */
  bytes: number
  open(): Promise<Readable>
  close(): void
}

/**
 * The `results.json` of a zip, or its only JSON file. Throws `import.bad-zip`, also for an archive
 * that holds none or several of them, `engine.cancelled`, or as `openRegular`.
 */
export async function openZipEntry(path: string, signal?: AbortSignal): Promise<ZipEntry> {
  const zip = await ZipArchive.open(path, signal)
  const found = listsIn(zip)
  const [name, ...others] = found
  if (name === undefined || others.length > 0) {
    zip.close()
    throw badZip(path, new Error(`${found.length} JSON files in it, not one`))
  }
  return {
    name,
    bytes: zip.entries.get(name)?.uncompressedSize ?? 0,
    open: () => zip.stream(name),
    close: () => zip.close()
  }
}

/** The JSON files of a zip: those called `results.json` where it has any, else all. */
export function listsIn({ entries }: ZipArchive): string[] {
  const lists = [...entries.keys()].filter((name) => /\.json$/i.test(name))
  const results = lists.filter((name) => /(^|\/)results\.json$/i.test(name))
  return results.length > 0 ? results : lists
}
