import { getExtra, listFileExtras } from '../../../store/imports/extras'
import type { ExtraFields } from '../../../store/imports/join-fields'
import type { ReadDb } from '../../../store/core/library'
import { csvLine, tsvLine } from '../../output/table-line'
import type { ExportContext } from '../export-context'
import type { TextPieces } from './text-writer'

/** One caption a row, as in RFC 4180; what a spreadsheet would run is made harmless. */
export const writeCsv = (context: ExportContext): TextPieces => writeTable(context, 'csv')

/** One caption a row; tabs and line breaks in a text become blanks. */
export const writeTsv = (context: ExportContext): TextPieces => writeTable(context, 'tsv')

async function* writeTable(context: ExportContext, dialect: 'csv' | 'tsv'): TextPieces {
  const { db } = context
  const columns = extraColumns(db, dialect)
  const toLine = (cells: string[]) =>
    dialect === 'csv'
      ? csvLine(cells, context.guard)
      : tsvLine(oneLined(cells, context), context.guard)
  const { withAuthors } = context.params
  const people = withAuthors ? ['author', 'reviewer'] : []
  const own = ['image', 'caption', ...people]
  yield toLine([...own, ...columns.map((name) => headerOf(name, own))])
  for await (const image of context.images()) {
    const { seq, name, captions } = image
    const extra = getExtra(db, dialect, 'image', seq)
    if (captions.length === 0 && !extra) continue
    context.count(image)
    let text = extra ? toLine([name, '', ...people.map(() => ''), ...cellsOf(columns, extra)]) : ''
    for (const { id, text: caption, author, reviewer } of captions) {
      const fields = id === null ? null : getExtra(db, dialect, 'caption', id)
      const by = withAuthors ? [author ?? '', reviewer ?? ''] : []
      text += toLine([name, caption, ...by, ...cellsOf(columns, fields)])
    }
    yield text
  }
}

/** The further columns of the imported tables, each once. */
export function extraColumns(db: ReadDb, format: string): string[] {
  const listed = listFileExtras(db, format).map(({ columns }) => columns)
  return [...new Set(listed.filter(Array.isArray).flat().map(String))]
}

/** A further column that is called as one of ours has a number behind its name. */
const headerOf = (name: string, own: readonly string[]): string =>
  own.includes(name) ? `${name} (2)` : name

export const cellsOf = (columns: readonly string[], fields: ExtraFields | null): string[] =>
  columns.map((name) => {
    const cell = fields && Object.hasOwn(fields, name) ? fields[name] : ''
    return typeof cell === 'string' ? cell : JSON.stringify(cell)
  })

const oneLined = (cells: readonly string[], context: ExportContext): string[] =>
  cells.map((cell) => context.oneLine(cell, /\s*[\t\r\n]+\s*/))
