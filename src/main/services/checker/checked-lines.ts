import { AppError } from '../../../shared/errors'
import { AccentModel } from '../../../shared/vietnamese/accents'
import type { CheckCode, Issue, WritingStyle } from '../../../shared/vietnamese/check-codes'
import { checkText, fixText } from '../../../shared/vietnamese/checks'
import { findFileTarget } from '../../base/files/output-target'
import { Yielder } from '../../base/yielder'
import { findTextFile, readTextFile, writeTextFile, type FoundFile } from '../output/text-file'
import type { Encoding } from '../import/read/encoding'

/** Largest text file that is checked, in bytes, and its longest line, in UTF-16 units. */
const LARGEST = 256 * 1024 * 1024
const LONGEST_LINE = 100_000

/** What is wrong in one line of a file. */
export interface LineFinding {
  /** From 1. */
  line: number
  text: string
  issues: Issue[]
}

/** The lines of a text file, checked each by itself, with what all of them tell about words. */
export class CheckedLines {
  readonly #accents = new AccentModel()
  readonly #yielder: Yielder

  private constructor(
    readonly file: FoundFile,
    readonly encoding: Encoding,
    readonly lines: string[],
    readonly style: WritingStyle,
    signal: AbortSignal
  ) {
    this.#yielder = new Yielder(signal)
  }

  /**
   * Reads a file in UTF-8 or UTF-16. This and all work on the lines throws `engine.cancelled` once
   * the signal is aborted. Throws `file.not-found` and its like, `file.not-text`, and
   * `check.long-line` for what is no text of lines.
   */
  static async read(path: string, style: WritingStyle, signal: AbortSignal): Promise<CheckedLines> {
    const file = await findTextFile(path)
    if (!file) throw new AppError('file.not-found', { path })
    const { text, encoding } = await readTextFile(file, LARGEST)
    const checked = new CheckedLines(file, encoding, text.split('\n'), style, signal)
    for await (const [at, line] of checked.#texts()) {
      if (line.length > LONGEST_LINE) {
        throw new AppError('check.long-line', { path, line: at + 1, limit: LONGEST_LINE })
      }
      checked.#accents.add(line)
    }
    return checked
  }

  /** How many lines hold a text. */
  get texts(): number {
    return this.lines.filter((line) => line.trim() !== '').length
  }

  async *find(checks: readonly CheckCode[]): AsyncGenerator<LineFinding> {
    for await (const [at, text] of this.#texts()) {
      const issues = checkText(text, this.#options, checks)
      if (issues.length > 0) yield { line: at + 1, text, issues }
    }
  }

  /**
   * Makes the fixes that are beyond doubt, writes the file anew, and tells how many lines it changed.
   * Encoding, line ends, byte-order mark and mode stay. Throws `file.unwritable`, or
   * `output.in-library`.
   */
  async fix(checks: readonly CheckCode[]): Promise<number> {
    await findFileTarget(this.file.path, true)
    let changed = 0
    for await (const [at, text] of this.#texts()) {
      const fixed = fixText(text, this.#options, checks)
      if (fixed === text) continue
      this.lines[at] = fixed + (this.lines[at]?.endsWith('\r') ? '\r' : '')
      changed += 1
    }
    const { path } = this.file
    if (changed > 0) await writeTextFile(path, this.lines.join('\n'), this.encoding, this.file)
    return changed
  }

  /** Places and texts of the lines, without their ends; lets the process do other things. */
  async *#texts(): AsyncGenerator<[at: number, text: string]> {
    for (const [at, line] of this.lines.entries()) {
      yield [at, line.replace(/\r$/, '')]
      if (this.#yielder.due) await this.#yielder.yieldNow()
    }
  }

  get #options() {
    return { ...this.style, accents: this.#accents }
  }
}
