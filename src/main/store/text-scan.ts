import type { TextEdit, TextTarget } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import { replaceAll, replacementPattern } from '../../shared/replace-text'
import { fixText } from '../../shared/vietnamese/checks'
import { accentModel } from './accent-model'
import { iterate, type ReadDb } from './connection'
import type { Condition } from './filter-sql'
import { pairCondition } from './pair-filter'
import { selectionCondition } from './selection'
import { withinTime } from './within-time'

/** A text that an edit would change. */
export interface ScannedChange {
  id: number
  imageId: number | null
  version: number
  before: string
  after: string
}

/** Some texts looked at, and those of them that would change. */
export interface Scan {
  scanned: number
  changes: ScannedChange[]
}

type Row = Omit<ScannedChange, 'after'>

/** Texts looked at together. */
const SLICE = 250
/** Longest time for them: a thousand times what a sensible edit needs. */
const SLICE_MS = 2000

/** What an edit would change, slice by slice. Throws `bulk.bad-pattern`, `bulk.slow-pattern`. */
export function* scanTexts(db: ReadDb, target: TextTarget, edit: TextEdit): Generator<Scan, void> {
  const change = editor(db, edit)
  let rows: Row[] = []
  for (const row of iterateTexts(db, target)) {
    rows.push(row)
    if (rows.length < SLICE) continue
    yield scanSlice(rows, change)
    rows = []
  }
  yield scanSlice(rows, change)
}

function scanSlice(rows: readonly Row[], change: (text: string) => string): Scan {
  const changes: ScannedChange[] = []
  withinTime(SLICE_MS, () => {
    for (const row of rows) {
      const after = change(row.before)
      if (after !== row.before) changes.push({ ...row, after })
    }
  })
  return { scanned: rows.length, changes }
}

function editor(db: ReadDb, edit: TextEdit): (text: string) => string {
  if (edit.kind === 'replace') {
    const pattern = patternOf(edit)
    return (text) => replaceAll(text, pattern, edit)
  }
  const { checks, toneStyle } = edit
  const needsWords = checks.includes('accents') || checks.includes('syllable')
  const accents = needsWords ? accentModel(db) : undefined
  return (text) => fixText(text, { toneStyle, accents }, checks)
}

function patternOf(edit: Extract<TextEdit, { kind: 'replace' }>): RegExp {
  try {
    return replacementPattern(edit)
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('bulk.bad-pattern', { pattern: edit.find, detail }, { cause: error })
  }
}

/** The texts of a target as they are stored. */
export function iterateTexts(db: ReadDb, target: TextTarget): IterableIterator<Row> {
  if (target.of === 'captions') {
    const { sql, params } = selectionCondition(target.selection)
    return iterate<Row>(
      db,
      `SELECT caption.id, image_id AS imageId, caption.version, text AS before
       FROM image CROSS JOIN caption ON caption.image_id = image.id
       WHERE ${sql} AND NOT (caption.source = 'model' AND caption.status = 'draft')`,
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
