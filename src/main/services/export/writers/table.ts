import { stringify } from 'csv-stringify/sync'
import { getExtra, listFileExtras, type ExtraFields } from '../../../store/extras'
import type { ReadDb } from '../../../store/library'
import type { ExportContext } from '../export-context'
import type { TextPieces } from './text-writer'

/** One caption a row, as in RFC 4180; the text is exact, also where it begins with `=`. */
export const writeCsv = (context: ExportContext): TextPieces => writeTable(context, 'csv')

/** One caption a row; tabs and line breaks in a text become blanks. */
export const writeTsv = (context: ExportContext): TextPieces => writeTable(context, 'tsv')

async function* writeTable(context: ExportContext, dialect: 'csv' | 'tsv'): TextPieces {
  const { db } = context
  const columns = extraColumns(db, dialect)
  const toLine = (cells: string[]) => (dialect === 'csv' ? csvLine(cells) : tsvLine(cells, context))
  yield toLine(['image', 'caption', ...columns.map(headerOf)])
  for await (const { seq, name, captions } of context.images()) {
    const extra = getExtra(db, dialect, 'image', seq)
    if (captions.length === 0 && !extra) continue
    context.count(captions.length)
    let text = extra ? toLine([name, '', ...cellsOf(columns, extra)]) : ''
    for (const { id, text: caption } of captions) {
      const fields = id === null ? null : getExtra(db, dialect, 'caption', id)
      text += toLine([name, caption, ...cellsOf(columns, fields)])
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
const headerOf = (name: string): string =>
  name === 'image' || name === 'caption' ? `${name} (2)` : name

export const cellsOf = (columns: readonly string[], fields: ExtraFields | null): string[] =>
  columns.map((name) => {
    const cell = fields && Object.hasOwn(fields, name) ? fields[name] : ''
    return typeof cell === 'string' ? cell : JSON.stringify(cell)
  })

const csvLine = (cells: string[]): string => stringify([cells], { record_delimiter: 'windows' })

const tsvLine = (cells: string[], context: ExportContext): string =>
  cells.map((cell) => context.oneLine(cell, /\s*[\t\r\n]+\s*/)).join('\t') + '\n'
