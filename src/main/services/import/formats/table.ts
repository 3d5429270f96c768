import { pipeline } from 'node:stream'
import { parse } from 'csv-parse'
import type { ImportColumns, TableDialect } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { IMAGE_NAME } from '../../../../shared/image-name'
import { withoutGuard } from '../../output/table-line'
import type { ImageFinder } from '../image-probe'
import type { TextSource } from '../read/text-source'
import { withoutNumber } from './choose-columns'
import { parserOptions } from './dialect'
import { skip, type Extra, type ImportEvent, type ImportEvents } from './events'
import { findColumns, type TableColumns } from './table-columns'

interface Row {
  cells: string[]
  /** Line of the file that the row ends at. */
  line: number
}

/** How a table is read. */
export interface TableReading {
  dialect: TableDialect
  columns: ImportColumns
  kind: 'images' | 'pairs'
  images: ImageFinder
}

/** Rows that are handed on together; the first of them tell the columns. */
const BATCH = 256

/**
 * A table of images and captions, one caption a row, or of sentence pairs. {@link findColumns} says
 * which column is which. Further columns are kept beside the caption. Throws `import.bad-table` for a
 * quote that is never closed, `import.no-column` for a column that is not there.
 */
export async function* readTable(source: TextSource, reading: TableReading): ImportEvents {
  const { dialect, columns: wanted, kind, images } = reading
  let table: TableColumns | null = null
  let ours = false
  yield [{ type: 'taken', taken: { dialect } }]
  for await (const rows of readRows(source, dialect)) {
    let body = rows
    const events: ImportEvent[] = []
    const [first] = rows
    if (!table && first) {
      ours = isOurs(first.cells)
      const cells = rows.map((row) => (ours ? row.cells.map(withoutGuard) : row.cells))
      table = findColumns(cells, wanted, { kind, path: source.path, images })
      const { names, choices, used } = table
      const others = names.filter((_, index) => index !== table?.first && index !== table?.second)
      events.push({ type: 'columns', names: choices, used, others })
      if (table.hasHeader) body = rows.slice(1)
    }
    for (const { cells, line } of body) {
      const row = { cells: ours ? cells.map(withoutGuard) : cells, line }
      if (table) events.push(toEvent(row, table, reading))
    }
    yield events
  }
}

/** Whether a table begins as those that we write, whose formulas have an apostrophe before them. */
const isOurs = ([first, second]: readonly string[]): boolean =>
  (first === 'image' && second === 'caption') || (first === 'english' && second === 'vietnamese')

function toEvent({ cells, line }: Row, table: TableColumns, reading: TableReading): ImportEvent {
  const where = `line ${line}`
  const first = cells[table.first]
  const second = cells[table.second]
  if (first === undefined || second === undefined || cells.length !== table.names.length) {
    return skip('line-malformed', where, cells.join(reading.dialect.delimiter))
  }
  const extra = extraCells(cells, table)
  if (reading.kind === 'pairs') {
    return { type: 'pair', english: first, vietnamese: second, extra, where }
  }
  const captions = second === '' ? [] : [{ text: second, extra }]
  const own = captions.length === 0 ? extra : null
  const name = nameOf(first, reading.images)
  return { type: 'image', name, captions, extra: own, key: null, where }
}

/** The image that a cell names, which may lack its ending, or say which of its captions this is. */
function nameOf(cell: string, images: ImageFinder): string {
  if (IMAGE_NAME.test(cell)) return cell
  const bare = withoutNumber(cell)
  return images.find(cell) ?? images.find(bare) ?? bare
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
  const parser = parse({ ...parserOptions(dialect), info: true })
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
