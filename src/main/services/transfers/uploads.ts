import { constants } from 'node:fs'
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { TransferId, UploadFile, type Upload } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { writeError } from '../../base/files/file-error'
import { readText } from '../../base/files/regular-file'
import { writeFileAtomic } from '../../base/files/replace-file'
import { newSecret } from '../../base/secrets'
import { checkUploadNames } from './upload-names'

/** What a server takes in. */
export interface UploadLimits {
  /** Bytes of all uploads of one person that are there at the same time. */
  bytes: number
  /** Files of one upload. */
  files: number
  /** Bytes of the disk that uploads leave free. */
  keepFree: number
}

/** Bytes of a file that one request brings: seconds on a slow line, and little to send again. */
const CHUNK = 4 * 2 ** 20
/** How long an upload that nobody continues or uses is kept, in milliseconds. */
const KEPT_MS = 24 * 3_600_000

/** Windows has no such flag. */
const NOFOLLOW = (constants as Partial<typeof constants>).O_NOFOLLOW ?? 0

const MANIFEST = 'manifest.json'
const FILES = 'files'
/** Bytes of a list of files. */
const MAX_MANIFEST = 2 ** 30

const Manifest = v.object({ owner: v.number(), files: v.array(UploadFile) })
type Manifest = v.InferOutput<typeof Manifest>

interface Known extends Manifest {
  id: string
  /** Bytes of each file that have arrived. */
  received: number[]
  /** Files of which a part is being written. */
  busy: Set<number>
  usedAt: number
}

/**
 * What people upload, each upload in a folder of its own with the list of its files. The list is
 * admitted before a byte is sent, so that names and sizes are refused at once and a part can only go
 * where the list has a file. How much has arrived is what lies on the disk: a server that was killed
 * goes on from there.
 */
export class Uploads {
  readonly #uploads = new Map<string, Known>()

  private constructor(
    private readonly root: string,
    private readonly limits: UploadLimits
  ) {}

  /** @param root Folder of the uploads; what is in it already is known again. */
  static async open(root: string, limits: UploadLimits): Promise<Uploads> {
    const uploads = new Uploads(root, limits)
    await mkdir(root, { recursive: true, mode: 0o700 })
    for (const id of await readdir(root)) await uploads.#readAgain(id)
    return uploads
  }

  /**
   * Admits files of a person, or finds the upload of the same files that has begun. Throws as
   * {@link checkUploadNames}, `upload.too-many`, `upload.too-large` or `upload.no-space`.
   */
  async begin(owner: number, files: readonly UploadFile[]): Promise<Upload> {
    const begun = this.#sameAs(owner, files)
    if (begun) return toUpload(begun)
    const most = this.limits.files
    if (files.length > most) throw new AppError('upload.too-many', { most, count: files.length })
    checkUploadNames(files)
    const all = sizeOf(files) + this.#bytesOf(owner)
    if (all > this.limits.bytes) {
      throw new AppError('upload.too-large', { most: inGb(this.limits.bytes), size: inGb(all) })
    }
    const known: Known = {
      id: newSecret(),
      owner,
      files: [...files],
      received: files.map(() => 0),
      busy: new Set(),
      usedAt: Date.now()
    }
    // Before anything waits, so that two at once do not both fit.
    this.#uploads.set(known.id, known)
    try {
      await this.#requireSpace(this.#missingBytes())
      await this.#make(known)
    } catch (error) {
      await this.#remove(known)
      throw writeError(this.root, error)
    }
    return toUpload(known)
  }

  /**
   * Writes a part of a file, and gives how much of it has arrived. What came before a connection broke
   * stays. Throws `upload.unknown`, `upload.wrong-part` or `upload.no-space`.
   */
  async write(
    owner: number,
    place: { id: string; file: number; offset: number },
    body: AsyncIterable<Uint8Array>
  ): Promise<number> {
    const known = this.#find(owner, place.id)
    const file = known.files[place.file]
    if (!file) throw new AppError('upload.unknown')
    const wrongPart = () =>
      new AppError('upload.wrong-part', { received: known.received[place.file] ?? 0 })
    if (known.busy.has(place.file) || place.offset !== known.received[place.file]) throw wrongPart()
    known.busy.add(place.file)
    try {
      await this.#requireSpace(Math.min(CHUNK, file.size - place.offset))
      const { O_WRONLY, O_CREAT } = constants
      const path = join(this.#filesOf(place.id), file.name)
      const handle = await open(path, O_WRONLY | O_CREAT | NOFOLLOW, 0o600)
      try {
        let at = place.offset
        for await (const piece of body) {
          const most = Math.min(file.size, place.offset + CHUNK)
          if (at + piece.length > most) throw wrongPart()
          await writeAll(handle, piece, at)
          at += piece.length
          known.received[place.file] = at
        }
        if (at === file.size) await handle.sync()
      } finally {
        known.usedAt = Date.now()
        await handle.close()
      }
      return known.received[place.file] ?? 0
    } finally {
      known.busy.delete(place.file)
    }
  }

  /**
   * The path of a finished upload's folder, or of what has `name` in it. Throws `upload.unknown` or
   * `upload.unfinished`.
   */
  pathOf(owner: number, id: string, name: string): string {
    const known = this.#find(owner, id)
    const isIn = (file: string) => file === name || name === '' || file.startsWith(`${name}/`)
    if (!known.files.some((file) => isIn(file.name))) throw new AppError('upload.unknown')
    const { files, received } = known
    const missing = files.filter(({ size }, index) => size !== received[index]).length
    if (missing > 0) throw new AppError('upload.unfinished', { missing, count: files.length })
    known.usedAt = Date.now()
    return join(this.#filesOf(id), name)
  }

  /** Throws `upload.unknown`. */
  async discard(owner: number, id: string): Promise<void> {
    await this.#remove(this.#find(owner, id))
  }

  /** Removes the uploads that `paths` lie in: they were used. */
  async discardOf(paths: readonly string[]): Promise<void> {
    for (const known of [...this.#uploads.values()]) {
      if (paths.some((path) => this.#isIn(known.id, path))) await this.#remove(known)
    }
  }

  /** Removes what has been left for a day, unless one of `used` lies in it. */
  async clean(used: readonly string[], now = Date.now()): Promise<void> {
    for (const known of [...this.#uploads.values()]) {
      const isLeft = now - known.usedAt > KEPT_MS && known.busy.size === 0
      if (isLeft && !used.some((path) => this.#isIn(known.id, path))) await this.#remove(known)
    }
  }

  #find(owner: number, id: string): Known {
    const known = this.#uploads.get(id)
    if (known?.owner !== owner) throw new AppError('upload.unknown')
    return known
  }

  #sameAs(owner: number, files: readonly UploadFile[]): Known | undefined {
    const same = (known: Known) =>
      known.owner === owner &&
      known.files.length === files.length &&
      known.files.every(({ name, size, modified }, index) => {
        const file = files[index]
        return name === file?.name && size === file.size && modified === file.modified
      })
    return [...this.#uploads.values()].find(same)
  }

  #bytesOf(owner: number): number {
    const own = [...this.#uploads.values()].filter((known) => known.owner === owner)
    return own.reduce((bytes, { files }) => bytes + sizeOf(files), 0)
  }

  /** Bytes that were admitted and have not arrived. */
  #missingBytes(): number {
    const missing = ({ files, received }: Known) =>
      sizeOf(files) - received.reduce((sum, bytes) => sum + bytes, 0)
    return [...this.#uploads.values()].reduce((bytes, known) => bytes + missing(known), 0)
  }

  async #requireSpace(bytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.root)
    if (bavail * bsize - bytes < this.limits.keepFree) throw new AppError('upload.no-space')
  }

  async #make({ id, owner, files }: Known): Promise<void> {
    const folder = this.#filesOf(id)
    const folders = new Set(files.map(({ name }) => dirname(join(folder, name))))
    for (const path of folders) await mkdir(path, { recursive: true, mode: 0o700 })
    // Last, so that a folder with a list is whole.
    const manifest = JSON.stringify({ owner, files } satisfies Manifest)
    await writeFileAtomic(join(this.root, id, MANIFEST), manifest)
  }

  /** What cannot be known again is removed: nobody can continue it. */
  async #readAgain(id: string): Promise<void> {
    const folder = join(this.root, id)
    try {
      v.parse(TransferId, id)
      const manifest = join(folder, MANIFEST)
      const { owner, files } = v.parse(Manifest, JSON.parse(await readText(manifest, MAX_MANIFEST)))
      const received: number[] = []
      let usedAt = (await stat(manifest)).mtimeMs
      for (const { name } of files) {
        const found = await stat(join(folder, FILES, name)).catch(() => null)
        received.push(found?.size ?? 0)
        usedAt = Math.max(usedAt, found?.mtimeMs ?? 0)
      }
      this.#uploads.set(id, { id, owner, files, received, busy: new Set(), usedAt })
    } catch {
      await rm(folder, { recursive: true, force: true })
    }
  }

  async #remove({ id }: Known): Promise<void> {
    this.#uploads.delete(id)
    await rm(join(this.root, id), { recursive: true, force: true })
  }

  #filesOf = (id: string): string => join(this.root, id, FILES)

  #isIn(id: string, path: string): boolean {
    const folder = this.#filesOf(id)
    return path === folder || path.startsWith(join(folder, '/'))
  }
}

const toUpload = ({ id, received }: Known): Upload => ({
  id,
  received: [...received],
  chunk: CHUNK
})

const sizeOf = (files: readonly UploadFile[]): number =>
  files.reduce((bytes, { size }) => bytes + size, 0)

const inGb = (bytes: number): number => Math.ceil(bytes / 1e8) / 10

type FileHandle = Awaited<ReturnType<typeof open>>

async function writeAll(handle: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length;) {
    const { bytesWritten } = await handle.write(piece, done, piece.length - done, at + done)
    done += bytesWritten
  }
}
