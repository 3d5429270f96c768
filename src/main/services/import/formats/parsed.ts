import type { SkippedRecord, SkipReason } from '../../../../shared/domain'

/** A picture and its captions as the file gives them: neither trimmed nor normalised yet. */
export interface ImageRecord {
  /** Name of the picture, not checked yet. */
  image: string
  captions: string[]
  /** Such as `record 3` or `line 12`, counted from 1. */
  where: string
}

/** A sentence pair as the file gives it: escapes and spacing not undone yet. */
export interface PairRecord {
  english: string
  vietnamese: string
  where: string
}

export interface ParsedImages {
  records: ImageRecord[]
  skipped: SkippedRecord[]
}

export interface ParsedPairs {
  pairs: PairRecord[]
  skipped: SkippedRecord[]
}

/** A skipped record, with what it concerns shortened to 200 characters. */
export function skip(reason: SkipReason, where: string, what: unknown): SkippedRecord {
  const text = typeof what === 'string' ? what : (JSON.stringify(what) ?? String(what))
  return { reason, where, what: text.slice(0, 200).toWellFormed() }
}
