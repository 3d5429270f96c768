import { stat } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { checkImageAllowed } from '../../base/files/allowed-roots'
import type { Library } from '../../store/core/library'
import {
  listImagePaths,
  pageImagePaths,
  setImagesMissing,
  type ImagePath
} from '../../store/images/missing-images'

/** Files looked for between two reads of the library. */
const PAGE = 200
/** Between two pages, in milliseconds, so that the check is felt by nobody. */
const PAUSE_MS = 20
/** How often to check whether a job is over, in milliseconds. */
const WAIT_MS = 500
/** How long images that are asked for are gathered, in milliseconds. */
const GATHER_MS = 100

/** When files are looked for, in milliseconds. */
export interface MissingFilesTimes {
  /** From the opening of the library to the first look. */
  start: number
  /** Between two looks for the files that are missing. */
  missing: number
  /** Between two looks for all files. */
  all: number
}

const usualTimes: MissingFilesTimes = { start: 5000, missing: 15_000, all: 10 * 60_000 }

export interface MissingFilesOptions {
  library: Pick<Library, 'root' | 'read' | 'write' | 'refusal'>
  /** Whether a job runs, which the check waits for. */
  busy(): boolean
  log: Logger
  times?: MissingFilesTimes
}

/**
 * Keeps the note of which images have no file any more: looks for the file of an image that is
 * asked for, and for all of them in the background, one after the other. What cannot be told, as
 * where a folder may not be read, leaves the note as it was.
 */
export class MissingFiles {
  readonly #options: MissingFilesOptions
  readonly #times: MissingFilesTimes
  readonly #asked = new Set<number>()
  #gathering: NodeJS.Timeout | null = null
  #checking: NodeJS.Timeout | null = null
  #allDueAt = 0
  #closed = false

  constructor(options: MissingFilesOptions) {
    this.#options = options
    this.#times = options.times ?? usualTimes
  }

  /** From now on looks for the files in the background. */
  start(): void {
    this.#schedule(this.#times.start)
  }

  /** Looks for the file of an image that is asked for. */
  note(id: number): void {
    if (this.#closed) return
    this.#asked.add(id)
    this.#gathering ??= setTimeout(() => {
      this.#gathering = null
      const ids = [...this.#asked]
      this.#asked.clear()
      this.#logged(this.#look(() => listImagePaths(this.#options.library.read, ids)))
    }, GATHER_MS)
  }

  /** The library is not touched afterwards, also where a disk still owes an answer. */
  close(): void {
    this.#closed = true
    if (this.#gathering) clearTimeout(this.#gathering)
    if (this.#checking) clearTimeout(this.#checking)
  }

  #schedule(ms: number): void {
    this.#checking = setTimeout(() => {
      this.#logged(
        this.#check().finally(() => {
          if (!this.#closed) this.#schedule(this.#times.missing)
        })
      )
    }, ms).unref()
  }

  async #check(): Promise<void> {
    const which = Date.now() >= this.#allDueAt ? 'all' : 'missing'
    const { read } = this.#options.library
    for (let after = 0; ;) {
      while (this.#options.busy() && !this.#closed) await wait(WAIT_MS)
      if (this.#closed) return
      const images = await this.#look(() => pageImagePaths(read, after, PAGE, which))
      if (!images) return
      const last = images.at(-1)
      if (!last) break
      after = last.id
      await wait(PAUSE_MS)
    }
    if (which === 'all') this.#allDueAt = Date.now() + this.#times.all
  }

  /**
   * Looks for the files of the `page` and notes what has changed; returns the page, or null where
   * nothing could be noted.
   */
  async #look(page: () => ImagePath[]): Promise<ImagePath[] | null> {
    const { library } = this.#options
    // Nothing can be noted in a library that cannot be written; of one that is gone, all is gone.
    if (library.refusal()) return null
    const { root } = library
    const images = page()
    const lost: number[] = []
    const found: number[] = []
    for (const { id, path, missing } of images) {
      const there = await isThere(path)
      if (this.#closed) return null
      if (there === missing) (there ? found : lost).push(id)
    }
    if (lost.length + found.length === 0) return images
    // The paths were those of a folder that has been moved meanwhile.
    if (library.refusal() || library.root !== root) return null
    setImagesMissing(library.write, lost, true)
    setImagesMissing(library.write, found, false)
    return images
  }

  #logged(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!this.#closed) this.#options.log.warn({ error }, 'missing files could not be looked for')
    })
  }
}

/** Whether a file is at `path`; null where that cannot be told. */
async function isThere(path: string): Promise<boolean | null> {
  try {
    await checkImageAllowed(path)
    return (await stat(path)).isFile()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' ? false : null
  }
}
