import { findExcess } from './excess'
import type { FieldTable } from './fields'
import type { FilterError, FilterErrorCode, FilterNode, ParsedFilter, Span } from './nodes'
import { tokenize, type Token } from './tokens'
import { dateBounds, numberBounds, readIds, shareBounds } from './values'

type FieldToken = Extract<Token, { type: 'field' }>

/**
 * Reads a filter such as `status:draft split:train words>20 "bác sĩ" -"khẩu trang"`. What stands
 * side by side is joined by "and", which binds closer than `OR`; `-` negates; brackets group. What
 * cannot be understood is reported with its position and left out of the result; of a filter with more than
 * anyone needs nothing is left. `now` is the moment that `today` is reckoned from.
 */
export function parseFilter(text: string, fields: FieldTable, now = new Date()): ParsedFilter {
  const tokens = tokenize(text)
  const excess = findExcess(tokens)
  if (excess) return { node: null, errors: [excess] }
  const errors: FilterError[] = []
  let at = 0

  const fail = (code: FilterErrorCode, { start, end }: Span, what = '', known = ''): null => {
    errors.push({ code, start, end, what, known })
    return null
  }

  function readOr(depth: number): FilterNode | null {
    const parts: FilterNode[] = []
    const read = () => {
      const part = readAnd(depth)
      if (part) parts.push(part)
      return part
    }
    let left = read()
    for (let or = tokens[at]; or?.type === 'or'; or = tokens[at]) {
      at += 1
      const before = errors.length
      const right = read()
      if ((!left || !right) && errors.length === before) fail('stray-or', or)
      left = right
    }
    return join('or', parts)
  }

  function readAnd(depth: number): FilterNode | null {
    const parts: FilterNode[] = []
    for (;;) {
      const token = tokens[at]
      if (!token || token.type === 'or') break
      if (token.type === 'close') {
        if (depth > 0) break
        fail('stray-bracket', token)
        at += 1
        continue
      }
      const part = readUnary(token, depth)
      if (part) parts.push(part)
    }
    return join('and', parts)
  }

  function readUnary(token: Token, depth: number): FilterNode | null {
    at += 1
    switch (token.type) {
      case 'not':
        return readNot(token, depth)
      case 'open': {
        const inside = readOr(depth + 1)
        if (tokens[at]?.type === 'close') at += 1
        else fail('open-bracket', token)
        return inside
      }
      case 'word':
        if (!token.closed) return fail('open-quote', token)
        return { type: 'phrase', text: token.text, start: token.start, end: token.end }
      case 'field':
        return token.closed ? readField(token) : fail('open-quote', token)
      default:
        return null
    }
  }

  function readNot(minus: Token, depth: number): FilterNode | null {
    const next = tokens[at]
    const touches = next?.start === minus.end
    if (!touches || next.type === 'or' || next.type === 'close') return fail('empty-not', minus)
    const part = readUnary(next, depth)
    return part && { type: 'not', part }
  }

  function readField(token: FieldToken): FilterNode | null {
    const { value, comparison, start, end } = token
    const place = { start, end }
    const [name, field] = findField(fields, token.name)
    if (!field) {
      return fail('unknown-field', place, token.name, Object.keys(fields).join(', '))
    }
    if (value.trim() === '') return fail('empty-value', place, name)
    const equal = comparison === ':' || comparison === '='
    switch (field.kind) {
      case 'number': {
        const bounds = numberBounds(comparison, value)
        return bounds
          ? { type: 'number', field: name, ...bounds, ...place }
          : fail('bad-number', place, value)
      }
      case 'share': {
        const bounds = shareBounds(comparison, value)
        return bounds
          ? { type: 'share', field: name, ...bounds, ...place }
          : fail('bad-share', place, value)
      }
      case 'date': {
        const bounds = dateBounds(comparison, value, now)
        return bounds
          ? { type: 'date', field: name, ...bounds, ...place }
          : fail('bad-date', place, value)
      }
      case 'ids': {
        if (!equal) return fail('bad-comparison', place, name)
        const ids = readIds(value)
        return ids ? { type: 'ids', field: name, ids, ...place } : fail('bad-ids', place, value)
      }
      case 'text':
        if (!equal) return fail('bad-comparison', place, name)
        return { type: 'text', field: name, value, ...place }
      case 'choice': {
        if (!equal) return fail('bad-comparison', place, name)
        const values = [...new Set(value.toLowerCase().split(',').filter(Boolean))]
        const wrong = values.find((one) => !field.values.includes(one))
        return wrong === undefined
          ? { type: 'choice', field: name, values, ...place }
          : fail('unknown-value', place, wrong, field.values.join(', '))
      }
    }
  }

  const node = readOr(0)
  return { node, errors }
}

function findField(fields: FieldTable, name: string) {
  const lower = name.toLowerCase()
  return [lower, Object.hasOwn(fields, lower) ? fields[lower] : undefined] as const
}

function join(type: 'and' | 'or', parts: FilterNode[]): FilterNode | null {
  return parts.length > 1 ? { type, parts } : (parts[0] ?? null)
}
