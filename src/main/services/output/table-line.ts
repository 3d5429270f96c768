import { stringify } from 'csv-stringify/sync'

export type Cell = string | number | null

/**
 * What becomes of cells that a spreadsheet would run: an apostrophe is put before them, and counted,
 * unless they are to be kept as they are.
 */
export interface CellGuard {
  readonly keep: boolean
  guarded: number
}

/** What a formula may begin with; an apostrophe before it is one of the text's own or a guard. */
const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const GUARDED = /^'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/
const NUMBER = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i

/** A record as in RFC 4180: whatever holds a comma, a quote or a line break is quoted. */
export const csvLine = (cells: readonly Cell[], guard: CellGuard): string =>
  stringify([cells.map((cell) => guardCell(cell, guard))], {
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/
  })

/** A record of cells that hold neither tabs nor line breaks. */
export const tsvLine = (cells: readonly string[], guard: CellGuard): string =>
  `${cells.map((cell) => guardCell(cell, guard)).join('\t')}\n`

function guardCell(cell: Cell, guard: CellGuard): Cell {
  if (typeof cell !== 'string' || guard.keep || NUMBER.test(cell) || !FORMULA.test(cell)) {
    return cell
  }
  guard.guarded += 1
  return `'${cell}`
}

/** A cell of a table that we wrote, as it was before it was guarded. */
export const withoutGuard = (cell: string): string => (GUARDED.test(cell) ? cell.slice(1) : cell)
