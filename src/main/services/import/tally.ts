import type { ExtraField, ImportReport, ImportTaken, SkippedRecord } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { skippedParams } from '../../../shared/errors/skip-reasons'
import type { CaptionMarks, Extra } from './formats/events'

/** Most skipped records that the report lists one by one, and most names of kept fields. */
const LISTED_SKIPS = 1000
const LISTED_FIELDS = 200

/** Counts what an import does, in a space that does not grow with the file. */
export class Tally {
  readonly images = { added: 0, unchanged: 0 }
  readonly captions = { added: 0, unchanged: 0 }
  readonly pairs = { added: 0, unchanged: 0 }
  readonly embeddings = { added: 0, unchanged: 0 }
  joined = 0
  /** Captions that models wrote. */
  suggestions = 0
  /** What readers took the input for, and images by the split that they were put in. */
  taken: ImportTaken = {}
  readonly splits: Record<string, number> = {}
  withoutCaption = 0
  #lacksEnd: ImportReport['lacksEnd']
  readonly #skipped: SkippedRecord[] = []
  readonly #byReason: Record<string, number> = {}
  #skippedTotal = 0
  readonly #kept = new Map<string, number>()
  readonly #left = new Map<string, number>()

  /** Notes a record that was passed over, or `records` of them with the same cause. */
  skip({ reason, where, line, field, detail, what }: SkippedRecord, records = 1): void {
    this.#skippedTotal += records
    this.#byReason[reason] = (this.#byReason[reason] ?? 0) + records
    if (this.#skipped.length >= LISTED_SKIPS) return
    this.#skipped.push({
      reason,
      where,
      ...(line !== undefined && { line }),
      ...(field !== undefined && { field }),
      ...(detail !== undefined && { detail }),
      what
    })
  }

  /** Notes an image whose file lacks its end marker alone. */
  noteLackingEnd(name: string): void {
    this.#lacksEnd ??= { images: 0, first: name }
    this.#lacksEnd.images += 1
  }

  /** Notes the fields that are kept beside a record; gives them as JSON. */
  keep(extra: Extra | null): string | null {
    if (!extra) return null
    countFields(this.#kept, Object.keys(extra))
    return JSON.stringify(extra)
  }

  /** Notes fields that are not kept of so many records, also where they were to be. */
  leave(names: readonly string[], records = 1): void {
    for (const name of names) {
      const kept = (this.#kept.get(name) ?? 0) - records
      if (kept > 0) this.#kept.set(name, kept)
      else this.#kept.delete(name)
    }
    countFields(this.#left, names, records)
  }

  /** Notes what is said of a caption that the library has a place for; gives it as JSON. */
  keepMarks(marks: CaptionMarks = {}): string | null {
    const { source, ...others } = marks
    if (source === 'model') this.suggestions += 1
    countFields(this.#kept, Object.keys(others))
    return Object.keys(marks).length > 0 ? JSON.stringify(marks) : null
  }

  get kept(): ExtraField[] {
    return listFields(this.#kept)
  }

  get skipped(): readonly SkippedRecord[] {
    return this.#skipped
  }

  /**
   * An input that has records of which none can be used is an error, and not an import of nothing:
   * throws `import.nothing-usable`, naming the first record and its reason.
   */
  requireSomething(path: string, usable: number): void {
    const [first] = this.#skipped
    if (usable > 0 || !first) return
    const count = this.#skippedTotal
    throw new AppError('import.nothing-usable', { path, count, ...skippedParams(first) })
  }

  report(format: ImportReport['format'], encoding: string | null): ImportReport {
    const { images, captions, pairs, embeddings, withoutCaption, joined, taken, splits } = this
    const { suggestions } = this
    return {
      format,
      encoding,
      images,
      captions,
      pairs,
      embeddings,
      withoutCaption,
      ...(this.#lacksEnd && { lacksEnd: this.#lacksEnd }),
      joined,
      suggestions,
      taken,
      splits,
      kept: this.kept,
      notKept: listFields(this.#left),
      skippedTotal: this.#skippedTotal,
      skippedByReason: this.#byReason,
      skipped: this.#skipped
    }
  }
}

function countFields(counts: Map<string, number>, names: readonly string[], records = 1): void {
  for (const name of names) {
    const listed = counts.has(name) || counts.size < LISTED_FIELDS ? name : '…'
    counts.set(listed, (counts.get(listed) ?? 0) + records)
  }
}

const listFields = (counts: ReadonlyMap<string, number>): ExtraField[] =>
  [...counts].map(([field, records]) => ({ field, records }))
