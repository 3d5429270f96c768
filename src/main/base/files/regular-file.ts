import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../../shared/errors'
import { fileError } from './file-error'

/**
 * Everything that is read is opened here, and only regular files are: a pipe that nobody writes into
 * would hold a thread of the runtime for ever, and a device may have no end. The file is looked at
 * before it is opened, since opening alone already does something to some devices, and again
 * afterwards, since it may have been replaced meanwhile; `O_NONBLOCK` keeps even that from waiting.
 */
/** Absent on Windows, whatever the types say. */
export const NONBLOCK = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0
const FLAGS = constants.O_RDONLY | NONBLOCK

/** Bytes that are read together where a whole file is. */
const PIECE = 2 ** 18

const requireRegular = (path: string, found: Stats): void => {
  if (!found.isFile()) throw new AppError('file.not-regular', { path })
}

/** What the file system says of a regular file. Throws as {@link openRegular}. */
export async function statRegular(path: string): Promise<Stats> {
  try {
    const found = await stat(path)
    requireRegular(path, found)
    return found
  } catch (error) {
    throw fileError(path, error)
  }
}

/**
 * Opens a regular file, or a link to one, for reading. Throws `file.not-found`, `file.not-regular`
 * for a folder, a pipe, a socket or a device, or `file.unreadable`.
 */
export async function openRegular(path: string): Promise<FileHandle> {
  await statRegular(path)
  try {
    const file = await open(path, FLAGS)
    try {
      requireRegular(path, await file.stat())
      return file
    } catch (error) {
      await file.close()
      throw error
    }
  } catch (error) {
    throw fileError(path, error)
  }
}

/** {@link openRegular} without a turn of the event loop; the caller closes the descriptor. */
export function openRegularSync(path: string): number {
  try {
    requireRegular(path, statSync(path))
    const file = openSync(path, FLAGS)
    try {
      requireRegular(path, fstatSync(file))
      return file
    } catch (error) {
      closeSync(file)
      throw error
    }
  } catch (error) {
    throw fileError(path, error)
  }
}

/**
 * The content of a regular file piece by piece; a piece is good until the next one is asked for.
 * Throws as {@link openRegular}, and `engine.cancelled` once the signal is aborted.
 */
export async function* readPieces(
  path: string,
  { pieceBytes = PIECE, signal }: { pieceBytes?: number; signal?: AbortSignal | undefined } = {}
): AsyncGenerator<Uint8Array, void> {
  const file = await openRegular(path)
  try {
    const piece = Buffer.allocUnsafe(pieceBytes)
    for (;;) {
      if (signal?.aborted) throw new AppError('engine.cancelled')
      const { bytesRead } = await file.read(piece)
      if (bytesRead === 0) return
      yield piece.subarray(0, bytesRead)
    }
  } catch (error) {
    throw fileError(path, error)
  } finally {
    await file.close()
  }
}

/** {@link readPieces} as UTF-8 without a byte order mark; what is no UTF-8 is replaced by U+FFFD. */
export async function* readTextPieces(path: string, signal?: AbortSignal): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  for await (const piece of readPieces(path, { signal })) {
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder.decode()
}

/**
 * A whole regular file of at most `most` bytes. Throws as {@link openRegular}, or `file.too-large`,
 * also for one that grows beyond it while it is read.
 */
export async function readBytes(path: string, most: number): Promise<Buffer<ArrayBuffer>> {
  const file = await openRegular(path)
  try {
    const { size } = await file.stat()
    const read = new Collected(path, size, most)
    for (;;) {
      const place = read.place()
      const { bytesRead } = await file.read(place)
      if (bytesRead === 0) return read.bytes()
      read.take(bytesRead)
    }
  } catch (error) {
    throw fileError(path, error)
  } finally {
    await file.close()
  }
}

/** {@link readBytes} as UTF-8; what is none is replaced by U+FFFD. */
export const readText = async (path: string, most: number): Promise<string> =>
  (await readBytes(path, most)).toString('utf8')

/** {@link readText} without a turn of the event loop. */
export function readTextSync(path: string, most: number): string {
  const file = openRegularSync(path)
  try {
    const read = new Collected(path, fstatSync(file).size, most)
    for (;;) {
      const bytesRead = readSync(file, read.place())
      if (bytesRead === 0) return read.bytes().toString('utf8')
      read.take(bytesRead)
    }
  } catch (error) {
    throw fileError(path, error)
  } finally {
    closeSync(file)
  }
}

/** Bytes as they come in, in one buffer that fits the file as its size was said to be. */
class Collected {
  #buffer: Buffer<ArrayBuffer>
  #length = 0

  constructor(
    readonly path: string,
    size: number,
    readonly most: number
  ) {
    if (size > most) throw this.#tooLarge()
    // One byte more than there should be finds the end without growing.
    this.#buffer = Buffer.allocUnsafe(size + 1)
  }

  /** Where the next bytes go. */
  place(): Buffer {
    if (this.#length === this.#buffer.length) {
      // Files of /proc say that they have no size.
      const grown = Buffer.allocUnsafe(Math.max(2 * this.#length, 4096))
      this.#buffer.copy(grown)
      this.#buffer = grown
    }
    return this.#buffer.subarray(this.#length, this.#length + 2 ** 30)
  }

  take(bytes: number): void {
    this.#length += bytes
    if (this.#length > this.most) throw this.#tooLarge()
  }

  bytes(): Buffer<ArrayBuffer> {
    return this.#buffer.subarray(0, this.#length)
  }

  #tooLarge(): AppError {
    const megabytes = Math.max(1, Math.floor(this.most / 1e6))
    return new AppError('file.too-large', { path: this.path, megabytes })
  }
}
