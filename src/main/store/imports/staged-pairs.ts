import { all, run, value } from '../core/connection'
import type { Staging } from './import-staging'

export interface StagedPair {
  seq: number
  english: string
  vietnamese: string
  extra: string | null
  /** Equal pairs before it in the file. */
  repetition: number
}

/** Adds a pair; equal pairs have equal `key`s. */
export function stagePair(
  { db }: Staging,
  pair: { english: string; vietnamese: string; key: string; extra: string | null }
): void {
  const repetition = value<number>(
    db,
    `INSERT INTO pair_key (key, repetition) VALUES (?, 0)
     ON CONFLICT (key) DO UPDATE SET repetition = repetition + 1 RETURNING repetition`,
    pair.key
  )
  run(
    db,
    'INSERT INTO pair (english, vietnamese, extra, repetition) VALUES (?, ?, ?, ?)',
    pair.english,
    pair.vietnamese,
    pair.extra,
    repetition
  )
}

export function pageStagedPairs({ db }: Staging, after: number, limit: number): StagedPair[] {
  return all(
    db,
    `SELECT seq, english, vietnamese, extra, repetition FROM pair
     WHERE seq > ? ORDER BY seq LIMIT ?`,
    after,
    limit
  )
}

export const countStagedPairs = ({ db }: Staging): number => value(db, 'SELECT count(*) FROM pair')
