import { Presets, SingleBar } from 'cli-progress'
import type { JobProgress } from '../../../shared/domain'
import { toErrorInfo } from '../../../shared/errors'

/**
 * What a command says. With `json`, stdout carries JSON alone: one object, or one line an event.
 * Without it, stdout carries the result in words. Everything else goes to stderr.
 */
export class Output {
  readonly json: boolean
  #bar: SingleBar | null = null
  #answered = false
  #stdoutTaken = false

  constructor(json: boolean) {
    this.json = json
  }

  /** Says everything on stderr from now on: stdout carries a file that the command writes. */
  leaveStdout(): void {
    this.#stdoutTaken = true
  }

  /** The result: `value` as JSON, or `lines` for a person. */
  result(value: unknown, lines: readonly string[]): void {
    this.#answered = true
    this.#print(value, lines)
  }

  #print(value: unknown, lines: readonly string[]): void {
    this.endProgress()
    const stream = this.#stdoutTaken ? process.stderr : process.stdout
    for (const line of this.json ? [JSON.stringify(value)] : lines) stream.write(line + '\n')
  }

  /** One event of a stream: a JSON line, or a line for a person where there is one. */
  event(value: object, line: string | null): void {
    if (this.json) this.#print(value, [])
    else if (line !== null) this.#print(value, [line])
  }

  /** A remark for a person. */
  note(line: string): void {
    this.endProgress()
    process.stderr.write(line + '\n')
  }

  /** A bar on a terminal, nothing elsewhere. */
  progress(progress: JobProgress): void {
    const { phase, done, total, secondsLeft } = progress
    if (!process.stderr.isTTY || total === null) return
    const left = secondsLeft === null ? '' : `${Math.ceil(secondsLeft)} s left`
    const counts = describeCounts(progress, total)
    if (!this.#bar) {
      const format = '{phase} {bar} {counts} {left}'
      this.#bar = new SingleBar(
        { stream: process.stderr, format, clearOnComplete: true },
        Presets.shades_grey
      )
      this.#bar.start(total, done, { phase, counts, left })
      return
    }
    this.#bar.setTotal(total)
    this.#bar.update(done, { phase, counts, left })
  }

  /** Takes the bar away, so that a line can be printed; the next progress draws it again. */
  endProgress(): void {
    this.#bar?.stop()
    this.#bar = null
  }

  /** An error in one line; with `json` as an object on stdout besides, where no result is there. */
  error(error: unknown): void {
    const info = toErrorInfo(error)
    this.note(`viecap: ${info.message.replace(/\s+/g, ' ')}`)
    if (this.json && !this.#answered) this.#print({ error: info }, [])
  }
}

/** How far the work has come; a transfer counts bytes, shown as megabytes with their rate. */
function describeCounts({ phase, done, rate }: JobProgress, total: number): string {
  if (phase !== 'downloading' && phase !== 'uploading') return `${done}/${total}`
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1)
  const speed = rate === null ? '' : ` ${megabytes(rate)} MB/s`
  return `${megabytes(done)}/${megabytes(total)} MB${speed}`
}
