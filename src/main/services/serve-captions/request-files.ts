import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors'

/** Seconds that a client is told to wait where memory is short. */
const WAIT = 5

/**
 * What requests have brought with them. Together they may hold so many bytes, in memory or on the disk,
 * until they are answered.
 */
export class HeldBytes {
  #held = 0

  constructor(readonly most: number) {}

  get held(): number {
    return this.#held
  }

  /** Throws `serving.full`. */
  take(bytes: number): void {
    if (this.#held + bytes > this.most) throw new AppError('serving.full', { seconds: WAIT })
    this.#held += bytes
  }

  give(bytes: number): void {
    this.#held -= bytes
  }
}

/** The bytes and the files of one request, which go with it. */
export class RequestFiles implements AsyncDisposable {
  static #last = 0
  readonly #all: HeldBytes
  readonly #folder: string
  readonly #paths: string[] = []
  #bytes = 0

  constructor(all: HeldBytes, folder: string) {
    this.#all = all
    this.#folder = folder
  }

  /** Counts bytes that have come. Throws `serving.full`. */
  take(bytes: number): void {
    this.#all.take(bytes)
    this.#bytes += bytes
  }

  /** Writes an image into a file of its own. Gives its path. */
  async save(bytes: Uint8Array): Promise<string> {
    RequestFiles.#last += 1
    const path = join(this.#folder, String(RequestFiles.#last))
    this.#paths.push(path)
    await writeFile(path, bytes, { mode: 0o600 })
    return path
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#all.give(this.#bytes)
    await Promise.all(this.#paths.map((path) => rm(path, { force: true })))
  }
}
