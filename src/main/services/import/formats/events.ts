import type {
  CaptionStatus,
  ImportTaken,
  SkippedRecord,
  SkipReason,
  Split
} from '../../../../shared/domain'

/** What a file says beyond what the workbench knows, by name; kept beside the record. */
export type Extra = Record<string, unknown>

/** What a file says of a caption that the library has a place for. */
export interface CaptionMarks {
  /** Its words, those of several syllables joined by `_`. */
  segmentation?: string
  /** That a model wrote it: it comes in as a suggestion. */
  source?: 'model'
  /** What somebody decided about it; a draft where the file does not say. */
  status?: CaptionStatus
  /** Who wrote it. */
  author?: string
}

/** A caption as the file gives it: neither trimmed nor normalised yet. */
export interface CaptionText {
  text: string
  extra: Extra | null
  marks?: CaptionMarks
}

/** An image, with captions where its record has them. */
export interface ImageEvent {
  type: 'image'
  /** Name of the image, not checked yet. */
  name: string
  captions: CaptionText[]
  extra: Extra | null
  /** Where the file puts it; by default where the import does. */
  split?: Split
  /** What captions elsewhere in the file call the image; null where there are none. */
  key: string | null
  /** Such as `record 3` or `line 12`, counted from 1. */
  where: string
  /** The line of the file, where `where` does not say it. */
  line?: number
  /** The image's file, where it comes inside the one that is read. */
  content?: Uint8Array
}

/** A caption that stands apart from its image's record, before or behind it. */
export interface CaptionEvent extends CaptionText {
  type: 'caption'
  key: string
  where: string
  line?: number
  /** The record, for saying that its image is nowhere. */
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

/** What a reader has taken the file for, for people to see before it is written. */
export interface TakenEvent {
  type: 'taken'
  taken: ImportTaken
}

export type ImportEvent =
  ImageEvent | CaptionEvent | PairEvent | SkipEvent | FileEvent | ColumnsEvent | TakenEvent

/** A reader gives some hundred events at a time, in the order of the file. */
export type ImportEvents = AsyncGenerator<ImportEvent[]>

/**
 * A skipped record, with what it concerns shortened to 200 characters, and line, field and more of
 * the reason where they are known.
 */
export function skip(
  reason: SkipReason,
  where: string,
  what: unknown,
  { line, field, detail }: Pick<SkippedRecord, 'line' | 'field' | 'detail'> = {}
): SkipEvent {
  const text =
    typeof what === 'string' ? what : ((JSON.stringify(what) as string | undefined) ?? 'undefined')
  return {
    type: 'skip',
    reason,
    where,
    ...(line !== undefined && { line }),
    ...(field !== undefined && { field }),
    ...(detail !== undefined && { detail }),
    what: text.slice(0, 200).toWellFormed()
  }
}

/** `record` without the members `known`; null where nothing is left. */
export function extraOf(record: Extra, known: readonly string[]): Extra | null {
  const rest = Object.entries(record).filter(([name]) => !known.includes(name))
  return rest.length > 0 ? Object.fromEntries(rest) : null
}

/** Members that exports of captions have beside `captions`: the first of them once more. */
const CAPTION_MEMBERS = ['text', 'caption']

/** `extra` without a member that only repeats one of the captions; null where nothing is left. */
export function withoutRepeats(extra: Extra | null, captions: readonly string[]): Extra | null {
  const repeats = CAPTION_MEMBERS.filter((name) => captions.some((text) => text === extra?.[name]))
  return extra && extraOf(extra, repeats)
}
