import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { AppError } from '../../../shared/errors'
import { pageImageFiles } from '../../store/images/images'
import type { Library } from '../../store/core/library'
import { replaceFile } from '../../base/files/replace-file'
import { readText } from '../../base/files/regular-file'
import type { ImageClient } from '../image-client/image-client'
import { cachedThumbnail, thumbnailFile } from './thumbnail-cache'

/** The size that the grid shows first. */
const SIZE = 256
/** Images looked at together. */
const PAGE = 100
/** How often to check whether a job is over, in milliseconds. */
const WAIT_MS = 500

export interface ThumbnailMakerOptions {
  library: Pick<Library, 'root' | 'read'>
  images: ImageClient
  /** Whether a job needs the processor. */
  busy(): boolean
  log: Logger
}

/**
 * Makes the thumbnails of all images in the background, one after the other and only while no job
 * runs, so that the grid finds them ready. Remembers in the library how far it has come.
 */
export class ThumbnailMaker {
  readonly #options: ThumbnailMakerOptions
  #working: Promise<void> | null = null
  #again = false
  #closed = false

  constructor(options: ThumbnailMakerOptions) {
    this.#options = options
  }

  /** In the folder as it is now: it may be moved meanwhile. */
  get #noteFile(): string {
    return join(this.#options.library.root, 'thumbnails', `made-${SIZE}.txt`)
  }

  /** Looks for images that came since it looked last. */
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

  /** Asked again after each wait. */
  #isClosed = (): boolean => this.#closed

  async #work(): Promise<void> {
    let after = Number(await readText(this.#noteFile, 100).catch(() => 0)) || 0
    while (this.#again && !this.#closed) {
      this.#again = false
      for (;;) {
        const images = pageImageFiles(this.#options.library.read, after, PAGE)
        for (const image of images) {
          while (this.#options.busy() && !this.#isClosed()) await wait(WAIT_MS)
          if (this.#isClosed()) return
          await this.#make(image)
          after = image.id
        }
        if (images.length === 0) break
        await replaceFile(this.#noteFile, (file) => file.writeFile(String(after)))
      }
    }
  }

  async #make({ path, contentHash }: { path: string; contentHash: string }): Promise<void> {
    const { library, images } = this.#options
    const { root } = library
    try {
      await access(thumbnailFile(root, contentHash, SIZE))
    } catch {
      const wanted = { path, key: contentHash, size: SIZE }
      await cachedThumbnail(images, root, wanted).catch((error: unknown) => {
        // An image that was moved or damaged: the window shows its own sign for it.
        if (!(error instanceof AppError) || error.code === 'image.no-process') throw error
      })
    }
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
