import { get, type ReadDb, type SqlParam } from './connection'
import type { Marks } from './marks'

const ZERO = '0'.charCodeAt(0)
const COMMA = ','.charCodeAt(0)

/**
 * Marks the ids that a query finds as its column `id`. They come as one text: as a row each, a
 * million of them take twice as long to be handed over as to be found.
 */
export function markRows(db: ReadDb, marks: Marks, sql: string, ...params: SqlParam[]): void {
  const list = get<{ ids: Uint8Array | null }>(
    db,
    `SELECT CAST(group_concat(id) AS BLOB) AS ids FROM (${sql})`,
    ...params
  )?.ids
  if (!list) return
  let id = 0
  for (let at = 0; at <= list.length; at += 1) {
    const sign = list[at] ?? COMMA
    if (sign === COMMA) {
      marks[id] = 1
      id = 0
    } else {
      id = id * 10 + sign - ZERO
    }
  }
}
