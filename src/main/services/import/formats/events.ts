import type { SkippedRecord, SkipReason } from '../../../../shared/domain'

/** What a file says beyond what the workbench knows, by name; kept beside the record. */
export type Extra = Record<string, unknown>

/** A caption as the file gives it: neither trimmed nor normalised yet. */
export interface CaptionText {
  text: string
  extra: Extra | null
}

/** A picture, with captions where its record has them. */
export interface ImageEvent {
  type: 'image'
  /** Name of the picture, not checked yet. */
  name: string
  captions: CaptionText[]
  extra: Extra | null
  /** What captions elsewhere in the file call the picture; null where there are none. */
  key: string | null
  /** Such as `record 3` or `line 12`, counted from 1. */
  where: string
}

/** A caption that stands apart from its picture's record, before or behind it. */
export interface CaptionEvent extends CaptionText {
  type: 'caption'
  key: string
  where: string
  /** The record, for saying that its picture is nowhere. */
  record: unknown
}

/** A sentence pair as the file gives it: escapes and spacing not undone yet. */
export interface PairEvent {
  type: 'pair'
  english: string
  vietnamese: string
  extra: Extra | null
  where: string
}

export interface SkipEvent extends SkippedRecord {
  type: 'skip'
}

/** What a file says of itself as a whole. */
export interface FileEvent {
  type: 'file'
  extra: Extra
}

/** What the columns or fields of a file are called, in its order. */
export interface ColumnsEvent {
  type: 'columns'
  names: string[]
  /** Those that are read, by what they are read as. */
  used: Record<string, string>
  /** Columns of a table that are kept, so that an export can write all of them. */
  others: string[]
}

export type ImportEvent =
  ImageEvent | CaptionEvent | PairEvent | SkipEvent | FileEvent | ColumnsEvent

/** A reader gives some hundred events at a time, in the order of the file. */
export type ImportEvents = AsyncGenerator<ImportEvent[]>

/** A skipped record, with what it concerns shortened to 200 characters. */
export function skip(reason: SkipReason, where: string, what: unknown): SkipEvent {
  const text = typeof what === 'string' ? what : (JSON.stringify(what) ?? String(what))
  return { type: 'skip', reason, where, what: text.slice(0, 200).toWellFormed() }
}

/** `record` without the members `known`; null where nothing is left. */
export function extraOf(record: Extra, known: readonly string[]): Extra | null {
  const rest = Object.entries(record).filter(([name]) => !known.includes(name))
  return rest.length > 0 ? Object.fromEntries(rest) : null
}
