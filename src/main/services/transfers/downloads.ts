import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { AppError } from '../../../shared/errors'
import { readPieces } from '../../base/files/regular-file'
import { walkFiles } from '../../base/files/walk-files'
import { newSecret } from '../../base/secrets'
import { isSafeName } from './upload-names'

/** How long a download can be fetched after it was last used, in milliseconds. */
const KEPT_MS = 3_600_000
/** Downloads that are kept of one person; the oldest gives way to a new one. */
const MOST = 5

/** A file as a browser is to save it. */
export interface Download {
  name: string
  /** In bytes; null for a zip, which is made while it is sent. */
  size: number | null
  body: ReadableStream<Uint8Array>
}

interface Known {
  id: string
  owner: number
  usedAt: number
  /** Calls that write to it. */
  held: number
}

/** What the server writes for people to fetch, each in a folder of its own that does not outlive the server. */
export class Downloads {
  readonly #downloads = new Map<string, Known>()

  private constructor(private readonly root: string) {}

  /** @param root Folder of the downloads, which is emptied. */
  static async open(root: string): Promise<Downloads> {
    await rm(root, { recursive: true, force: true })
    await mkdir(root, { recursive: true, mode: 0o700 })
    return new Downloads(root)
  }

  /** The id of a new one. */
  async begin(owner: number): Promise<string> {
    const own = [...this.#downloads.values()].filter((known) => known.owner === owner)
    const idle = own.filter(({ held }) => held === 0).sort((a, b) => a.usedAt - b.usedAt)
    for (const known of idle.slice(0, Math.max(0, own.length - MOST + 1))) await this.#remove(known)
    const id = newSecret()
    await mkdir(join(this.root, id), { mode: 0o700 })
    this.#downloads.set(id, { id, owner, usedAt: Date.now(), held: 0 })
    return id
  }

  /**
   * Where a call is to write what is called `name`, and what to call when it has ended. Throws
   * `download.unknown`, or `upload.bad-name`.
   */
  hold(owner: number, id: string, name: string): { path: string; release(): void } {
    const known = this.#find(owner, id)
    if (name.includes('/') || !isSafeName(name)) throw new AppError('upload.bad-name', { name })
    known.held += 1
    const release = () => {
      known.held -= 1
      known.usedAt = Date.now()
    }
    return { path: join(this.root, id, name), release }
  }

  /** What was written: a file as it is, several or a folder as a zip. Throws `download.unknown`. */
  async read(owner: number, id: string): Promise<Download> {
    const known = this.#find(owner, id)
    const folder = join(this.root, id)
    const entries = await readdir(folder, { withFileTypes: true })
    const [first] = entries.filter(({ name }) => !name.startsWith('.'))
    if (!first || known.held > 0) throw new AppError('download.unknown')
    known.usedAt = Date.now()
    const path = join(folder, first.name)
    if (entries.length === 1 && first.isFile()) {
      const { size } = await stat(path)
      return { name: first.name, size, body: toWeb(Readable.from(piecesOf(path))) }
    }
    const zipped = entries.length === 1 ? path : folder
    const name = `${first.name.replace(/\.[^.]+$/, '')}.zip`
    return { name, size: null, body: await zipOfFolder(zipped) }
  }

  async discard(owner: number, id: string): Promise<void> {
    await this.#remove(this.#find(owner, id))
  }

  /** Removes what has not been used for an hour. */
  async clean(now = Date.now()): Promise<void> {
    for (const known of [...this.#downloads.values()]) {
      if (known.held === 0 && now - known.usedAt > KEPT_MS) await this.#remove(known)
    }
  }

  #find(owner: number, id: string): Known {
    const known = this.#downloads.get(id)
    if (known?.owner !== owner) throw new AppError('download.unknown')
    return known
  }

  async #remove({ id }: Known): Promise<void> {
    this.#downloads.delete(id)
    await rm(join(this.root, id), { recursive: true, force: true })
  }
}

/** What is read is used again for the next piece, and the stream reads ahead. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array, void> {
  for await (const piece of readPieces(path)) yield Buffer.from(piece)
}

/** Images and weights are compressed already. */
const INCOMPRESSIBLE = /\.(jpe?g|png|webp|gif|zip|tar|parquet|safetensors|onnx)$/i

async function zipOfFolder(folder: string): Promise<ReadableStream<Uint8Array>> {
  const zip = new ZipFile()
  for await (const { name, error } of walkFiles(folder, true, /./)) {
    if (error) throw error
    zip.addFile(join(folder, name), name, { compress: !INCOMPRESSIBLE.test(name) })
  }
  zip.end()
  const output = zip.outputStream as unknown as Readable
  // What cannot be read any more ends the download.
  zip.on('error', (error: Error) => output.destroy(error))
  return toWeb(output)
}

const toWeb = (stream: Readable): ReadableStream<Uint8Array> =>
  Readable.toWeb(stream) as ReadableStream<Uint8Array>
