import { parse } from 'csv-parse/sync'
import { AppError } from '../../../../shared/errors'
import { skip, type ParsedImages } from './parsed'

/** Header names of the two columns that are read, in lower case. */
const IMAGE_HEADERS = ['image', 'id', 'file', 'filename', 'file_name', 'name', 'path']
const CAPTION_HEADERS = ['caption', 'captions', 'text', 'sentence']

interface Row {
  record: string[]
  info: { lines: number }
}

/** Comma-separated values as in RFC 4180, see {@link parseTable}. */
export function parseCsv(text: string, path: string): ParsedImages {
  return parseTable(text, path, { delimiter: ',', quote: '"' })
}

/** Tab-separated values, where quotes are ordinary characters, see {@link parseTable}. */
export function parseTsv(text: string, path: string): ParsedImages {
  return parseTable(text, path, { delimiter: '\t', quote: false })
}

/**
 * A table of pictures and captions, one caption a row. A header row says which column is which;
 * without one they are the first and the second. Throws `import.bad-table` for a quote that is
 * never closed.
 */
function parseTable(
  text: string,
  path: string,
  dialect: { delimiter: string; quote: string | false }
): ParsedImages {
  const rows = readRows(text, path, dialect)
  const columns = findColumns(rows[0]?.record ?? [])
  const parsed: ParsedImages = { records: [], skipped: [] }
  for (const { record, info } of columns ? rows.slice(1) : rows) {
    const where = `line ${info.lines}`
    const image = record[columns?.image ?? 0]
    const caption = record[columns?.caption ?? 1]
    const expected = rows[0]?.record.length
    if (image === undefined || caption === undefined || record.length !== expected) {
      parsed.skipped.push(skip('line-malformed', where, record.join(dialect.delimiter)))
    } else {
      parsed.records.push({ image, captions: caption === '' ? [] : [caption], where })
    }
  }
  return parsed
}

function readRows(
  text: string,
  path: string,
  dialect: { delimiter: string; quote: string | false }
): Row[] {
  try {
    return parse(text, {
      ...dialect,
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true
    }) as unknown as Row[]
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    throw new AppError('import.bad-table', { path, detail }, { cause: error })
  }
}

/** Places of the two columns, or null where the row is no header. */
function findColumns(header: string[]): { image: number; caption: number } | null {
  const names = header.map((name) => name.trim().toLowerCase())
  const image = names.findIndex((name) => IMAGE_HEADERS.includes(name))
  const caption = names.findIndex((name) => CAPTION_HEADERS.includes(name))
  return image >= 0 && caption >= 0 ? { image, caption } : null
}
