import type { Frame } from './frame'

/** What a scan header says (ITU-T T.81, B.2.3). */
export interface ScanHeader {
  /** The components from `first` to before `first + count` of the frame. */
  first: number
  count: number
  /** Numbers of the Huffman tables of each. */
  tables: { dc: number; ac: number }[]
  /** The band of coefficients, and its bits: all above `high` are known, those above `low` come. */
  start: number
  stop: number
  high: number
  low: number
}

/** Reads a scan header behind its length; null where it does not fit the frame. */
export function readScanHeader(segment: Uint8Array, frame: Frame): ScanHeader | null {
  const at = (place: number): number => segment[place] ?? 0
  const count = at(0)
  if (count < 1 || segment.length !== 4 + 2 * count) return null
  const first = frame.components.findIndex(({ id }) => id === at(1))
  const tables = []
  for (let index = 0; index < count; index++) {
    if (first < 0 || frame.components[first + index]?.id !== at(1 + 2 * index)) return null
    const both = at(2 + 2 * index)
    tables.push({ dc: both >> 4, ac: both & 15 })
  }
  const rest = 1 + 2 * count
  const bits = at(rest + 2)
  const header = {
    ...{ first, count, tables, start: at(rest), stop: at(rest + 1) },
    ...{ high: bits >> 4, low: bits & 15 }
  }
  return isPlain(header, frame.progressive) ? header : null
}

function isPlain(
  { count, tables, start, stop, high, low }: ScanHeader,
  progressive: boolean
): boolean {
  if (tables.some(({ dc, ac }) => dc > 3 || ac > 3)) return false
  if (!progressive) return start === 0 && stop === 63 && high === 0 && low === 0
  if (low > 13 || (high !== 0 && low !== high - 1)) return false
  return start === 0 ? stop === 0 : count === 1 && start <= stop && stop <= 63
}
