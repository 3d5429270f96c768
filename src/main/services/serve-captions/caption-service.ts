import type { Logger } from 'pino'
import type { DecodeOptions } from '../../../shared/domain'
import type { RequestedCaption } from '../../../shared/engine-protocol'
import { AppError, isUnexpected } from '../../../shared/errors'
import type { AllowedHosts } from './allowed-hosts'
import type { CaptionQueue } from './caption-queue'
import { fetchImage } from './fetch-image'
import { HeldBytes, RequestFiles } from './request-files'
import type { ServingMetrics } from './serving-metrics'

/** An image as a client gives it; `name` is what errors call it. */
export type GivenImage = { name: string } & (
  { bytes: Uint8Array } | /** A data URL, or the address of an allowed host. */ { url: string }
)

export type ImageResult = { name: string } & ({ caption: RequestedCaption } | { error: AppError })

export interface CaptionServiceOptions {
  queue: CaptionQueue
  metrics: ServingMetrics
  hosts: AllowedHosts
  log: Logger
  /** Folder for images that wait. */
  folder: string
  /** Bytes of one request or of one fetched image, and of all requests together. */
  maxBytes: number
  maxHeldBytes: number
}

/** Captions the images of requests: brings each into a file, and through the queue. */
export class CaptionService {
  readonly queue: CaptionQueue
  readonly held: HeldBytes
  readonly #options: CaptionServiceOptions

  constructor(options: CaptionServiceOptions) {
    this.#options = options
    this.queue = options.queue
    this.held = new HeldBytes(options.maxHeldBytes)
  }

  get maxBytes(): number {
    return this.#options.maxBytes
  }

  /** What a request brings, to be disposed of when it has been answered. */
  beginRequest(): RequestFiles {
    return new RequestFiles(this.held, this.#options.folder)
  }

  /**
   * The caption of each image, or why it has none, in their order. Throws `serving.busy` where they do
   * not fit into the queue, and `engine.cancelled` where the client is gone.
   */
  async caption(
    given: readonly GivenImage[],
    decode: DecodeOptions,
    { files, signal }: { files: RequestFiles; signal: AbortSignal }
  ): Promise<ImageResult[]> {
    const { queue, metrics, log } = this.#options
    queue.requireRoom(given.length)
    const saved = await Promise.allSettled(
      given.map(async (image) => files.save(await this.#bytesOf(image, files, signal)))
    )
    const images = saved.flatMap((one, place) =>
      one.status === 'fulfilled' ? [{ path: one.value, decode, place }] : []
    )
    const answers = await queue.caption(images, signal)
    if (signal.aborted) {
      metrics.images.add({ result: 'dropped' }, given.length)
      throw new AppError('engine.cancelled')
    }
    return given.map(({ name }, place) => {
      const brought = saved[place]
      const answer = brought?.status === 'rejected' ? brought : answers.shift()
      if (answer?.status === 'fulfilled') {
        metrics.images.add({ result: 'captioned' })
        return { name, caption: answer.value }
      }
      const error = asAppError(answer?.reason)
      if (isUnexpected(error)) log.error({ error: answer?.reason as unknown }, 'an image failed')
      metrics.images.add({ result: 'failed' })
      metrics.imageErrors.add({ code: error.code })
      return {
        name,
        error: brought?.status === 'fulfilled' ? named(error, name, brought.value) : error
      }
    })
  }

  async #bytesOf(image: GivenImage, files: RequestFiles, signal: AbortSignal): Promise<Uint8Array> {
    if ('bytes' in image) return requireContent(image.bytes, image.name)
    const { url, name } = image
    if (/^data:/i.test(url)) return requireContent(readDataUrl(url), name)
    const { hosts, maxBytes } = this.#options
    const take = (bytes: number) => files.take(bytes)
    return requireContent(await fetchImage(url, { hosts, maxBytes, take, signal }), name)
  }
}

/** Throws `caption.empty-file`. */
function requireContent(bytes: Uint8Array, path: string): Uint8Array {
  if (bytes.length > 0) return bytes
  throw new AppError('caption.empty-file', { path })
}

function readDataUrl(url: string): Buffer {
  const comma = url.indexOf(',')
  if (comma < 0 || !/;base64$/i.test(url.slice(0, comma).trimEnd())) {
    throw new AppError('serving.bad-image-address')
  }
  return Buffer.from(url.slice(comma + 1), 'base64')
}

/** The error of an image in words that name it as its client does, and not by our file. */
const named = (error: AppError, name: string, file: string): AppError =>
  error.params['path'] === file ? new AppError(error.code, { ...error.params, path: name }) : error

/** What our own disk or program is at fault for is `unexpected`. */
const asAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('unexpected', { detail: String(error) })
