import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { AppError } from '../../../shared/errors'
import { pageImageFiles } from '../../store/images'
import type { Library } from '../../store/library'
import { writeFileAtomic } from '../files/write-file-atomic'
import { cachedThumbnail, thumbnailFile } from './thumbnail-cache'

/** The size that the grid shows first. */
const SIZE = 256
/** Images looked at together. */
const PAGE = 100
/** How often it is looked whether a job is over, in milliseconds. */
const WAIT_MS = 500

export interface ThumbnailMakerOptions {
  library: Pick<Library, 'root' | 'read'>
  /** Whether a job needs the processor. */
  busy(): boolean
  log: Logger
}

/**
 * Makes the thumbnails of all pictures in the background, one after the other and only while no job
 * runs, so that the grid finds them ready. Remembers in the library how far it has come.
 */
export class ThumbnailMaker {
  readonly #options: ThumbnailMakerOptions
  readonly #noteFile: string
  #working: Promise<void> | null = null
  #again = false
  #closed = false

  constructor(options: ThumbnailMakerOptions) {
    this.#options = options
    this.#noteFile = join(options.library.root, 'thumbnails', `made-${SIZE}.txt`)
  }

  /** Looks for pictures that came since it looked last. */
  wake(): void {
    if (this.#closed) return
    this.#again = true
    this.#working ??= this.#work()
      .catch((error: unknown) => this.#options.log.warn({ error }, 'no thumbnails could be made'))
      .finally(() => (this.#working = null))
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#working
  }

  async #work(): Promise<void> {
    let after = Number(await readFile(this.#noteFile, 'utf8').catch(() => 0)) || 0
    while (this.#again && !this.#closed) {
      this.#again = false
      for (;;) {
        const images = pageImageFiles(this.#options.library.read, after, PAGE)
        for (const image of images) {
          while (this.#options.busy() && !this.#closed) await wait(WAIT_MS)
          if (this.#closed) return
          await this.#make(image)
          after = image.id
        }
        if (images.length === 0) break
        await writeFileAtomic(this.#noteFile, String(after))
      }
    }
  }

  async #make({ path, contentHash }: { path: string; contentHash: string }): Promise<void> {
    const { root } = this.#options.library
    try {
      await access(thumbnailFile(root, contentHash, SIZE))
    } catch {
      await cachedThumbnail(root, path, contentHash, SIZE).catch((error: unknown) => {
        // A picture that was moved or damaged: the window shows its own sign for it.
        if (!(error instanceof AppError)) throw error
      })
    }
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
