import type { TextEdit, TextTarget } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { replaceAll, replacementPattern } from '../../../shared/replace-text'
import { fixText } from '../../../shared/vietnamese/checks'
import { withinTime } from '../../base/within-time'
import { checkOptions } from './check-settings'
import { SUGGESTED } from './suggested'
import { iterate, viewerOf, type ReadDb } from '../core/connection'
import type { Condition } from '../search/filter-sql'
import { pairCondition } from '../pairs/pair-filter'
import { selectionCondition } from '../search/selection'

/** A text that an edit would change. */
export interface ScannedChange {
  id: number
  imageId: number | null
  version: number
  before: string
  after: string
  /** Whether it is made unless somebody leaves it out; others wait to be taken in. */
  sure: boolean
}

/** Some texts looked at, and those of them that would change. */
export interface Scan {
  scanned: number
  changes: ScannedChange[]
}

type Row = Omit<ScannedChange, 'after' | 'sure'>

/** What becomes of a text. */
type Change = (text: string) => { after: string; sure: boolean }

/** Letters of a text at most, as where one is typed. */
const LONGEST_TEXT = 10_000
/** Texts looked at together. */
const SLICE = 250
/** Longest time for them: a thousand times what a sensible edit needs. */
const SLICE_MS = 2000

/** What an edit would change, slice by slice. Throws `bulk.bad-pattern`, `bulk.slow-pattern`, `bulk.long-text`. */
export function* scanTexts(db: ReadDb, target: TextTarget, edit: TextEdit): Generator<Scan, void> {
  const change = editor(db, edit)
  // Patterns of people may take for ever; the checks do not.
  const limited = edit.kind === 'replace'
  let rows: Row[] = []
  for (const row of iterateTexts(db, target)) {
    rows.push(row)
    if (rows.length < SLICE) continue
    yield scanSlice(rows, change, limited)
    rows = []
  }
  yield scanSlice(rows, change, limited)
}

function scanSlice(rows: readonly Row[], change: Change, limited: boolean): Scan {
  const changes: ScannedChange[] = []
  const look = () => {
    for (const row of rows) {
      const { after, sure } = changed(row.before, change)
      if (after !== row.before) changes.push({ ...row, after, sure })
    }
  }
  if (limited) withinTime(SLICE_MS, look, () => new AppError('bulk.slow-pattern'))
  else look()
  return { scanned: rows.length, changes }
}

/** Throws `bulk.long-text` where a replacement puts more into a text than any may hold. */
function changed(before: string, change: Change): ReturnType<Change> {
  const tooLong = (cause?: unknown) =>
    new AppError('bulk.long-text', { text: before.slice(0, 60), most: LONGEST_TEXT }, { cause })
  try {
    const { after, sure } = change(before)
    if (after.length > LONGEST_TEXT && after.length > before.length) throw tooLong()
    return { after, sure }
  } catch (error) {
    // A text that is too long even for the memory.
    throw error instanceof RangeError ? tooLong(error) : error
  }
}

function editor(db: ReadDb, edit: TextEdit): Change {
  if (edit.kind === 'replace') {
    const pattern = patternOf(edit)
    return (text) => ({ after: replaceAll(text, pattern, edit), sure: true })
  }
  const options = checkOptions(db)
  return (text) => {
    const after = fixText(text, options, edit.checks)
    if (after !== text) return { after, sure: true }
    return { after: fixText(text, options, edit.checks, true), sure: false }
  }
}

function patternOf(edit: Extract<TextEdit, { kind: 'replace' }>): RegExp {
  try {
    return replacementPattern(edit)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    // The pattern with its flags, which the engine repeats, is in our own words already.
    const detail = message.replace(/^Invalid regular expression: .*\/[a-z]*: /s, '')
    throw new AppError('bulk.bad-pattern', { pattern: edit.find, detail }, { cause: error })
  }
}

/** The texts of a target as they are stored. */
export function iterateTexts(db: ReadDb, target: TextTarget): IterableIterator<Row> {
  if (target.of === 'captions') {
    const { sql, params } = selectionCondition(target.selection, viewerOf(db))
    return iterate<Row>(
      db,
      `SELECT caption.id, image_id AS imageId, caption.version, text AS before
       FROM image CROSS JOIN caption ON caption.image_id = image.id
       WHERE ${sql} AND NOT ${SUGGESTED}`,
      ...params
    )
  }
  const { sql, params }: Condition = pairCondition({ text: target.text })
  return iterate<Row>(
    db,
    `SELECT id, NULL AS imageId, version, ${target.side} AS before FROM pair WHERE ${sql}
     ORDER BY id`,
    ...params
  )
}
