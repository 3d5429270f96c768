import { AppError, type ErrorCode } from '../../../shared/errors'
import {
  parseFilter,
  type Bounds,
  type FieldTable,
  type FilterError,
  type FilterErrorCode,
  type FilterNode
} from '../../../shared/filter'
import type { SqlValue } from '../core/connection'

/** A condition of a WHERE clause with its parameters. */
export interface Condition {
  sql: string
  params: SqlValue[]
}

export type Leaf = Exclude<FilterNode, { type: 'and' | 'or' | 'not' }>

/** Reads a filter's text into a condition; throws `filter.invalid`, naming the part. */
export function textCondition(
  text: string,
  fields: FieldTable,
  compileLeaf: (leaf: Leaf) => Condition
): Condition {
  const node = readFilter(text, fields)
  return node ? compile(node, compileLeaf) : { sql: 'TRUE', params: [] }
}

const EXCESSES: Partial<Record<FilterErrorCode, ErrorCode>> = {
  'too-many-terms': 'filter.too-many-terms',
  'too-deep': 'filter.too-deep',
  'phrase-too-long': 'filter.phrase-too-long'
}

function filterError(text: string, { code, start, end, known }: FilterError): AppError {
  const excess = EXCESSES[code]
  if (excess) return new AppError(excess, { limit: known })
  return new AppError('filter.invalid', { position: start + 1, part: text.slice(start, end) })
}

/**
 * The meaning of a filter's text, null where it asks for nothing; throws `filter.invalid`, and
 * others of `filter` for one that asks for too much.
 */
export function readFilter(text: string, fields: FieldTable): FilterNode | null {
  const { node, errors } = parseFilter(text, fields)
  const [error] = errors
  if (error) throw filterError(text, error)
  return node
}

export function compile(node: FilterNode, leaf: (leaf: Leaf) => Condition): Condition {
  switch (node.type) {
    case 'and':
    case 'or':
      return joinConditions(
        node.type,
        node.parts.map((part) => compile(part, leaf))
      )
    case 'not': {
      const { sql, params } = compile(node.part, leaf)
      return { sql: `NOT ${sql}`, params }
    }
    default:
      return leaf(node)
  }
}

/** All of some conditions, or any of them. */
export function joinConditions(type: 'and' | 'or', parts: readonly Condition[]): Condition {
  const sql = parts.map((part) => part.sql).join(type === 'and' ? ' AND ' : ' OR ')
  return { sql: `(${sql || 'TRUE'})`, params: parts.flatMap((part) => part.params) }
}

/** `expression` within bounds that both belong to it. */
export const within = (expression: string, bounds: Bounds): Condition =>
  between(expression, bounds, false)

/** `expression` within bounds, which for `open` do not belong to it. */
export function between(expression: string, { from, to }: Bounds, open: boolean): Condition {
  const parts: Condition[] = []
  const or = open ? '' : '='
  if (from !== null) parts.push({ sql: `${expression} >${or} ?`, params: [from] })
  if (to !== null) parts.push({ sql: `${expression} <${or} ?`, params: [to] })
  return joinConditions('and', parts)
}

/** `expression` among `values`. */
export const among = (expression: string, values: readonly string[]): Condition => ({
  sql: `${expression} IN (${values.map(() => '?').join(', ')})`,
  params: [...values]
})
