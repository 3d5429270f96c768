import type { Bounds } from './nodes'
import type { Comparison } from './tokens'

/** The whole numbers that `value` covers: `7` or, after a colon, a range such as `5..10`, also open at one side. */
export function numberBounds(comparison: Comparison, value: string): Bounds | null {
  const range = /^(\d{0,15})\.\.(\d{0,15})$/.exec(value)
  if (range && value !== '..' && (comparison === ':' || comparison === '=')) {
    const [from, to] = [range[1], range[2]].map((bound) => (bound ? Number(bound) : null))
    return { from: from ?? null, to: to ?? null }
  }
  if (!/^\d{1,15}$/.test(value)) return null
  const n = Number(value)
  return compare(comparison, { from: n, to: n })
}

/**
 * The shares, 0 to 1, that `value` covers: `0.5` or, after a colon, `<0.5`, `>=0.8` or a range such as
 * `0.2..0.5`, also open at one side. `open` where the bounds do not belong to them.
 */
export function shareBounds(
  comparison: Comparison,
  value: string
): (Bounds & { open: boolean }) | null {
  const equal = comparison === ':' || comparison === '='
  const [, sign = '', first = '', dots, last = ''] =
    /^([<>]=?)?(\d?(?:\.\d{1,9})?)(\.\.)?(\d?(?:\.\d{1,9})?)$/.exec(value) ?? []
  const [from, to] = [share(first), share(last)]
  if (dots !== undefined) {
    const known = equal && sign === '' && (from !== null || to !== null)
    return known && from !== undefined && to !== undefined ? { from, to, open: false } : null
  }
  if (typeof from !== 'number' || last !== '' || (!equal && sign !== '')) return null
  const by = sign || comparison
  const bounds = by.startsWith('<') ? { from: null, to: from } : { from, to: null }
  return by.startsWith('<') || by.startsWith('>')
    ? { ...bounds, open: !by.endsWith('=') }
    : { from, to: from, open: false }
}

/** Null where nothing is written, undefined for what is no number from 0 to 1. */
function share(text: string): number | null | undefined {
  if (text === '') return null
  return Number(text) <= 1 ? Number(text) : undefined
}

/**
 * The moments that `value` covers, in milliseconds: a day `2026-01-31`, a month, a year, `today`,
 * a range of these, or the last days as in `7d`. Days are those of the clock's own time zone.
 */
export function dateBounds(comparison: Comparison, value: string, now: Date): Bounds | null {
  const [first = '', last, more] = value.split('..')
  if (more !== undefined) return null
  const from = span(first, now)
  if (last === undefined) return from && compare(comparison, from)
  const to = span(last, now)
  const open = (side: string) => side === ''
  const known = (from !== null || open(first)) && (to !== null || open(last))
  const ranged = comparison === ':' || comparison === '='
  if (!known || !ranged || (open(first) && open(last))) return null
  return { from: from?.from ?? null, to: to?.to ?? null }
}

function compare(comparison: Comparison, { from, to }: { from: number; to: number }): Bounds {
  switch (comparison) {
    case '>':
      return { from: to + 1, to: null }
    case '>=':
      return { from, to: null }
    case '<':
      return { from: null, to: from - 1 }
    case '<=':
      return { from: null, to }
    default:
      return { from, to }
  }
}

/** First and last millisecond of a day, month, year or span of days; null for none. */
function span(value: string, now: Date): { from: number; to: number } | null {
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  const between = (start: Date, end: Date) => ({ from: start.getTime(), to: end.getTime() - 1 })
  if (value === 'today') return between(new Date(year, month, day), new Date(year, month, day + 1))
  const days = /^(\d{1,4})d$/.exec(value)
  if (days) {
    const first = new Date(year, month, day - Number(days[1]) + 1)
    return between(first, new Date(year, month, day + 1))
  }
  const parts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(value)
  if (!parts) return null
  const [y, m, d] = [parts[1], parts[2], parts[3]].map((part) => (part ? Number(part) : null))
  if (y === null || y === undefined) return null
  if (m === null || m === undefined) return between(new Date(y, 0), new Date(y + 1, 0))
  if (m < 1 || m > 12) return null
  if (d === null || d === undefined) return between(new Date(y, m - 1), new Date(y, m))
  const start = new Date(y, m - 1, d)
  return start.getDate() === d ? between(start, new Date(y, m - 1, d + 1)) : null
}

/** Numbers of images with commas between them, each once; null where it is something else. */
export function readIds(value: string): number[] | null {
  if (!/^\d{1,15}(,\d{1,15})*$/.test(value)) return null
  return [...new Set(value.split(',').map(Number))]
}
