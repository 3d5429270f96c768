import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '../../../shared/errors'
import { askHub, describeFailure } from './ask-hub'
import type { Hub } from './hub'
import type { HubFile } from './list-files'
import { PassingFailure, Retries } from './retries'
import { Silence } from './silence'

export interface FetchOptions {
  hub: Hub
  url: string
  file: HubFile
  /** Where the bytes go; what is there already is the file's beginning. */
  part: string
  signal: AbortSignal
  /** Called with how many bytes of the file are there. */
  onBytes(position: number): void
}

/**
 * Loads a file of the hub to its length and flushes it; its hash is not looked at. A connection
 * that breaks off is taken up again where it stopped. Throws `hub.interrupted`,
 * `hub.wrong-length`, `engine.cancelled`, errors of the file, or as `askHub` does.
 */
export async function fetchFile(options: FetchOptions): Promise<void> {
  // Not "a": on some systems it writes at the end whatever position is asked for.
  const handle = await openPart(options.part)
  try {
    const transfer = new Transfer(handle, options)
    await transfer.run((await handle.stat()).size)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const openPart = (path: string): Promise<FileHandle> =>
  open(path, 'r+').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return open(path, 'wx+')
    throw error
  })

/** One file on its way. */
class Transfer {
  readonly #handle: FileHandle
  readonly #options: FetchOptions
  readonly #retries: Retries
  #position = 0
  /** The furthest that was reached: only what leads beyond it is a gain. */
  #furthest = 0
  /** What the server calls the content, if it promises to call no other content so. */
  #etag: string | null = null

  constructor(handle: FileHandle, options: FetchOptions) {
    this.#handle = handle
    this.#options = options
    this.#retries = new Retries(options.hub, options.signal)
  }

  async run(position: number): Promise<void> {
    await this.#startAt(position)
    this.#furthest = position
    if (position > this.#options.file.size) await this.#startAt(0)
    await this.#retries.run(async () => {
      while (this.#position < this.#options.file.size) await this.#connect()
    })
  }

  async #startAt(position: number): Promise<void> {
    if (position < this.#position || position === 0) await this.#handle.truncate(position)
    this.#position = position
    this.#options.onBytes(position)
  }

  /** Takes what one connection brings. */
  async #connect(): Promise<void> {
    const { hub, url, file, signal } = this.#options
    const silence = new Silence(hub.silenceMs, signal)
    try {
      const headers = this.#position > 0 ? this.#rangeHeaders() : {}
      const asked = { url, about: file.path, headers, signal: silence.signal }
      const response = await askHub(hub, asked)
      try {
        await this.#begin(response)
        await this.#receive(response, silence)
      } finally {
        await response.body?.cancel().catch(() => undefined)
      }
    } finally {
      silence.end()
    }
    if (this.#position < file.size) throw this.#brokenOff('the end came early')
  }

  #rangeHeaders(): Record<string, string> {
    const range = `bytes=${this.#position}-`
    return this.#etag === null ? { range } : { range, 'if-range': this.#etag }
  }

  /** Finds the place where the answer's bytes belong, and refuses an answer of another length. */
  async #begin({ status, headers }: Response): Promise<void> {
    const { size } = this.#options.file
    if (status === 416) {
      await this.#startAt(0)
      throw this.#wrongLength(headers.get('content-range') ?? '?')
    }
    const length = readLength(headers)
    if (status === 206) {
      const [, from, total] =
        /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '') ?? []
      const fits = Number(from) === this.#position && (total === '*' || Number(total) === size)
      if (!fits) {
        await this.#startAt(0)
        throw this.#wrongLength(headers.get('content-range') ?? '?')
      }
    }
    const start = status === 206 ? this.#position : 0
    if (length !== null && start + length !== size) throw this.#wrongLength(start + length)
    // Without a range, or with another content than before, the file comes from its beginning.
    if (start !== this.#position) await this.#startAt(start)
    const etag = headers.get('etag')
    this.#etag = etag?.startsWith('"') ? etag : null
  }

  async #receive({ body }: Response, silence: Silence): Promise<void> {
    const { file, onBytes } = this.#options
    const reader = body?.getReader()
    for (;;) {
      const piece = await reader?.read().catch((error: unknown) => {
        throw this.#brokenOff(describeFailure(error, silence.signal))
      })
      if (!piece?.value) return
      silence.broken()
      const end = this.#position + piece.value.length
      if (end > file.size) throw this.#wrongLength(`more than ${file.size}`)
      await this.#write(piece.value)
      onBytes(end)
      if (end <= this.#furthest) continue
      this.#furthest = end
      this.#retries.gained()
    }
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.length;) {
      const left = bytes.length - written
      const { bytesWritten } = await this.#handle.write(bytes, written, left, this.#position)
      written += bytesWritten
      this.#position += bytesWritten
    }
  }

  #brokenOff(detail: string): PassingFailure {
    const { hub, file } = this.#options
    return new PassingFailure(
      new AppError('hub.interrupted', { host: hub.host, file: file.path, detail })
    )
  }

  #wrongLength(found: number | string): PassingFailure {
    const { hub, file } = this.#options
    const params = { host: hub.host, file: file.path, expected: file.size, found }
    return new PassingFailure(new AppError('hub.wrong-length', params))
  }
}

/** Bytes that the answer is to have, where it says so and they are those of the file. */
function readLength(headers: Headers): number | null {
  const length = headers.get('content-length')
  const encoding = headers.get('content-encoding') ?? 'identity'
  return length === null || encoding !== 'identity' ? null : Number(length)
}
