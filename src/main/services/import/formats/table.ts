import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import type { ImportColumns } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { LONGEST_LINE } from '../read/lines'
import type { TextSource } from '../read/text-source'
import { skip, type Extra, type ImportEvent, type ImportEvents } from './events'
import { findColumns, type TableColumns } from './table-columns'

/** Tab-separated values take quotes as ordinary characters; others are as in RFC 4180. */
const dialects = {
  csv: { delimiter: ',', quote: '"' },
  tsv: { delimiter: '\t', quote: false }
} as const
export type TableDialect = keyof typeof dialects

interface Row {
  cells: string[]
  /** Line of the file that the row ends at. */
  line: number
}

/** Rows that are handed on together. */
const BATCH = 256

/**
 * A table of pictures and captions, one caption a row, or of sentence pairs. A header row says
 * which column is which, or `columns` does; without a header they are the first and the second.
 * Further columns are kept beside the caption. Throws `import.bad-table` for a quote that is never
 * closed, `import.no-column` for a column that is not there.
 */
export async function* readTable(
  source: TextSource,
  dialect: TableDialect,
  wanted: ImportColumns,
  kind: 'images' | 'pairs'
): ImportEvents {
  let table: TableColumns | null = null
  for await (const rows of readRows(source, dialect)) {
    let body = rows
    const events: ImportEvent[] = []
    const [first] = rows
    if (!table && first) {
      table = findColumns(first.cells, wanted, kind, source.path)
      const { names, choices, used } = table
      const others = names.filter((_, index) => index !== table?.first && index !== table?.second)
      events.push({ type: 'columns', names: choices, used, others })
      if (table.hasHeader) body = rows.slice(1)
    }
    for (const row of body) if (table) events.push(toEvent(row, table, kind))
    yield events
  }
}

function toEvent({ cells, line }: Row, table: TableColumns, kind: 'images' | 'pairs'): ImportEvent {
  const where = `line ${line}`
  const first = cells[table.first]
  const second = cells[table.second]
  if (first === undefined || second === undefined || cells.length !== table.names.length) {
    return skip('line-malformed', where, cells.join(','))
  }
  const extra = extraCells(cells, table)
  if (kind === 'pairs') return { type: 'pair', english: first, vietnamese: second, extra, where }
  const captions = second === '' ? [] : [{ text: second, extra }]
  const own = captions.length === 0 ? extra : null
  return { type: 'image', name: first, captions, extra: own, key: null, where }
}

/** The cells of the columns that are not read, by their names. */
function extraCells(
  cells: readonly string[],
  { names, first, second }: TableColumns
): Extra | null {
  if (cells.length === 2) return null
  const others = cells
    .map((cell, index) => [names[index] ?? '', cell] as const)
    .filter((_, index) => index !== first && index !== second)
  return Object.fromEntries(others)
}

async function* readRows(source: TextSource, dialect: TableDialect): AsyncGenerator<Row[]> {
  const parser = parse({
    ...dialects[dialect],
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE
  })
  // Errors of the file reach the parser, and the loop by it.
  pipeline(source.chunks(), parser, () => undefined)
  let batch: Row[] = []
  try {
    for await (const row of parser as AsyncIterable<{
      record: string[]
      info: { lines: number }
    }>) {
      batch.push({ cells: row.record, line: row.info.lines })
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('import.bad-table', { path: source.path, detail }, { cause: error })
  }
  yield batch
}
