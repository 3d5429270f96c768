import { parse, type Options } from 'csv-parse/sync'
import type { TableDialect } from '../../../../shared/domain'
import { LONGEST_LINE } from '../read/lines'

/** Separators in the order in which they are preferred. */
const DELIMITERS = [',', ';', '\t', '|'] as const

/** Rows that tell the dialect. */
const SAMPLE_ROWS = 200

/** Tab-separated values as we write them take quotes as ordinary characters. */
export const TSV: TableDialect = {
  delimiter: '\t',
  quotes: false,
  escape: '"',
  trim: false,
  sepLine: false
}

/** A dialect, the first rows in it, and the share of them that have as many cells as the first. */
export interface DialectGuess {
  dialect: TableDialect
  rows: string[][]
  even: number
}

/**
 * The dialect of a table by its beginning: the separator that a line `sep=` names, else the one that
 * cuts most rows into as many cells as the first, of which there are two or more. Null where none does.
 * `delimiter` is one that is known.
 */
export function findDialect(text: string, delimiter?: string): DialectGuess | null {
  const sepLine = /^sep=([^\r\n])\r?\n/i.exec(text)
  const body = sepLine ? text.slice(sepLine[0].length) : text
  const wanted = delimiter ?? sepLine?.[1]
  const escape = /"[^"\n]*\\"[^"\n]*"/.test(body) && !body.includes('""') ? '\\' : '"'
  const guesses = (wanted === undefined ? DELIMITERS : [wanted]).flatMap((one) => {
    const plain = { delimiter: one, quotes: true, escape, trim: false, sepLine: false } as const
    const first = body.slice(0, body.search(/\r?\n|$/)).split(one)
    const trim = first.length > 1 && first.slice(1).every((cell) => /^[ \u00a0]/.test(cell))
    const dialect: TableDialect = { ...plain, trim, sepLine: sepLine !== null }
    return guess(body, dialect)
  })
  return guesses.reduce<DialectGuess | null>(
    (best, next) => (next.even > (best?.even ?? 0) ? next : best),
    null
  )
}

function guess(body: string, dialect: TableDialect): DialectGuess[] {
  const rows = firstRows(body, dialect)
  const width = rows[0]?.length ?? 0
  if (width < 2) return []
  const even = rows.filter((row) => row.length === width).length / rows.length
  return [{ dialect, rows, even }]
}

function firstRows(body: string, dialect: TableDialect): string[][] {
  // What is cut is the last line, unless all of the text is one.
  const cut = body.lastIndexOf('\n')
  const whole = cut > 0 ? body.slice(0, cut + 1) : body
  try {
    return parse(whole, { ...parserOptions({ ...dialect, sepLine: false }), to: SAMPLE_ROWS })
  } catch {
    return []
  }
}

/** A dialect as csv-parse takes it. */
export function parserOptions({ delimiter, quotes, escape, trim, sepLine }: TableDialect) {
  return {
    delimiter,
    quote: quotes ? '"' : false,
    escape,
    trim,
    ...(sepLine && { from_line: 2 }),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE
  } satisfies Options
}
