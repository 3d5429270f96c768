import { createHash } from 'node:crypto'
import type { PageRequest, Pair } from '../../shared/domain'
import { AppError } from '../../shared/errors'
import { countWords } from '../../shared/vietnamese/words'
import { all, get, run, value, type ReadDb, type WriteDb } from './connection'
import { mutate, type Mutation } from './history'
import { pairCondition, type PairFilter } from './pair-filter'
import { exactText, foldText, joinTexts } from './search-text'

/** Key of a sentence's embedding: SHA-256 of its UTF-8 bytes, hexadecimal. */
export function sentenceHash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

const FIELDS = 'id, english, vietnamese, split, version'

/** A window of the pairs in the order of their import. */
export function pagePairs(
  db: ReadDb,
  filter: PairFilter,
  { offset, limit }: PageRequest
): { total: number; rows: Pair[] } {
  const { sql, params } = pairCondition(filter)
  return {
    total: value(db, `SELECT count(*) FROM pair WHERE ${sql}`, ...params),
    rows: all(
      db,
      `SELECT ${FIELDS} FROM pair WHERE ${sql} ORDER BY id LIMIT ? OFFSET ?`,
      ...params,
      limit,
      offset
    )
  }
}

/** The pair, or `entity.not-found`. */
export function getPair(db: ReadDb, id: number): Pair {
  const pair = findPair(db, id)
  if (!pair) throw new AppError('entity.not-found', { entity: 'pair', id })
  return pair
}

/**
 * Saves both sides of a pair in normalisation form C. Throws `pair.changed-elsewhere` when
 * `version` is no longer the pair's own.
 */
export function savePair(
  db: WriteDb,
  { id, english, vietnamese, version }: Omit<Pair, 'split'>
): Pair {
  mutate(db, 'person', (mutation) => {
    const before = getPair(db, id)
    if (before.version !== version) throw new AppError('pair.changed-elsewhere', { id })
    const next = {
      ...before,
      english: english.normalize('NFC'),
      vietnamese: vietnamese.normalize('NFC')
    }
    if (next.english !== before.english || next.vietnamese !== before.vietnamese) {
      putPair(mutation, id, next)
    }
  })
  return getPair(db, id)
}

/** Makes pair `id` what `next` says, recorded; its version grows by one. */
export function putPair(mutation: Mutation, id: number, next: Omit<Pair, 'id' | 'version'>): void {
  const { db, at } = mutation
  const before = getPair(db, id)
  run(
    db,
    `UPDATE pair SET english = ?, vietnamese = ?, english_hash = ?, word_count = ?, split = ?,
       version = version + 1, updated_at = ? WHERE id = ?`,
    next.english,
    next.vietnamese,
    sentenceHash(next.english),
    countWords(next.vietnamese),
    next.split,
    at,
    id
  )
  mutation.record('pair', id, before, getPair(db, id))
  indexPairText(db, id, next)
}

/** Brings a pair's row of the text index up to its two sides. */
export function indexPairText(
  db: WriteDb,
  id: number,
  { english, vietnamese }: Pick<Pair, 'english' | 'vietnamese'>
): void {
  const text = joinTexts([english, vietnamese])
  run(
    db,
    'INSERT OR REPLACE INTO pair_text (rowid, exact, folded) VALUES (?, ?, ?)',
    id,
    exactText(text),
    foldText(text)
  )
}

function findPair(db: ReadDb, id: number): Pair | undefined {
  return get<Pair>(db, `SELECT ${FIELDS} FROM pair WHERE id = ?`, id)
}
