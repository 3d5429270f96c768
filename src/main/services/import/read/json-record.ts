import type { SkipReason } from '../../../../shared/domain'
import { parseExact } from '../../../base/exact-json'
import { findJsonFault } from './json-fault'

/** Why one record of a file cannot be read, and where in it. */
export interface RecordFault {
  reason: SkipReason
  /** Lines of the record before the fault. */
  linesBefore: number
  field: string | null
  /** What stands there, shortened. */
  what: string
}

export type ParsedRecord =
  { value: unknown; fault?: undefined } | { value?: undefined; fault: RecordFault }

/** Levels that a record may have: what walks over values does so by recursion. */
export const MAX_LEVELS = 1000

/** Parses one record of a file, with its numbers as they are written. */
export function parseRecord(text: string): ParsedRecord {
  if (isDeep(text)) {
    return { fault: { reason: 'json-deep', linesBefore: 0, field: null, what: text.slice(0, 100) } }
  }
  try {
    return { value: parseExact(text) }
  } catch {
    const { reason, offset, field } = findJsonFault(text) ?? noFault
    const what = text.slice(Math.max(0, offset - 40), offset + 40)
    return { fault: { reason, linesBefore: countLines(text.slice(0, offset)), field, what } }
  }
}

const noFault = { reason: 'record-malformed', offset: 0, field: null } as const

/** Whether brackets stand more than {@link MAX_LEVELS} deep; those in texts count too. */
function isDeep(text: string): boolean {
  if (text.length <= 2 * MAX_LEVELS) return false
  let depth = 0
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1
    if (depth > MAX_LEVELS) return true
  }
  return false
}

/** Line ends in a text. */
export function countLines(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
