import { createWriteStream, type WriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { scalarRecord, startRecord, versionRecord, type ScalarEvent } from './event-record'

/**
 * The name of an event file: TensorBoard reads the files of a folder that have `tfevents` in their
 * names, in the order of their names, which begins with the seconds since 1970.
 */
export const eventFileName = (at: number, suffix: string): string =>
  `events.out.tfevents.${Math.floor(at / 1000)
    .toString()
    .padStart(10, '0')}.${suffix}`

/**
 * An event file that grows while a run trains, for whoever watches the folder with TensorBoard. It is
 * an extra: where it cannot be written any more, it says so once and the run goes on.
 */
export class EventFile {
  readonly #stream: WriteStream
  #failed = false

  /** Opens a new file in `folder` for a run that starts, or starts again, at `step`. */
  constructor(
    folder: string,
    { at, step, onError }: { at: number; step: number; onError(error: Error): void }
  ) {
    this.#stream = createWriteStream(join(folder, eventFileName(at, `${process.pid}.v2`)))
    this.#stream.on('error', (error) => {
      this.#failed = true
      onError(error)
    })
    this.#write(versionRecord(at))
    this.#write(startRecord(at, step))
  }

  add(event: ScalarEvent): void {
    this.#write(scalarRecord(event))
  }

  /** Resolves when all that could be written is. */
  async close(): Promise<void> {
    if (this.#failed) return
    this.#stream.end()
    await once(this.#stream, 'close').catch(() => undefined)
  }

  #write(bytes: Uint8Array): void {
    if (!this.#failed) this.#stream.write(bytes)
  }
}
