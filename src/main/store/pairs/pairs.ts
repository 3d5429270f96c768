import { hash, randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { PairRevision, type PageRequest, type Pair } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { countWords } from '../../../shared/vietnamese/words'
import { all, get, run, value, type ReadDb, type WriteDb } from '../core/connection'
import { lastVersion, mutate, newGroup, type Mutation } from '../core/history'
import { pairCondition, type PairFilter } from './pair-filter'
import { exactText, foldText, joinTexts } from '../search/search-text'

/** Key of a sentence's embedding: SHA-256 of its UTF-8 bytes, hexadecimal. */
export function sentenceHash(text: string): string {
  return hash('sha256', text)
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
  { id, english, vietnamese, version }: Omit<Pair, 'split'>,
  actor = 'person'
): Pair {
  mutate(db, actor, (mutation) => {
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

/** Adds a pair that a person writes, in normalisation form C, as a draft of no split. */
export function addPair(
  db: WriteDb,
  { english, vietnamese, split }: Pick<Pair, 'english' | 'vietnamese' | 'split'>,
  actor = 'person'
): Pair {
  const id = mutate(db, actor, (mutation) => {
    const { lastId } = run(
      db,
      `INSERT INTO pair (english, vietnamese, english_hash, word_count, split, version, origin,
         updated_at)
       VALUES ('', '', '', 0, ?, 0, ?, ?)`,
      split,
      `written-${randomUUID()}`,
      mutation.at
    )
    writePair(mutation, lastId, {
      english: english.normalize('NFC'),
      vietnamese: vietnamese.normalize('NFC'),
      split
    })
    mutation.record('pair', lastId, null, snapshotOf(db, lastId))
    return lastId
  })
  return getPair(db, id)
}

/** Removes a pair; an undo brings it back. */
export function removePair(db: WriteDb, id: number, actor = 'person'): void {
  mutate(db, actor, (mutation) => putPair(mutation, id, null), newGroup('remove'))
}

type PairFields = Pick<Pair, 'english' | 'vietnamese' | 'split'>

/** A pair as history keeps it; `origin` is what imports know it by. */
type PairSnapshot = Pair & { origin: string; import_id: number | null }

const snapshotOf = (db: ReadDb, id: number): PairSnapshot | null =>
  get<PairSnapshot>(db, `SELECT ${FIELDS}, origin, import_id FROM pair WHERE id = ?`, id) ?? null

/**
 * Makes pair `id` what `next` says, or removes it for null, recorded; its version grows by one. A
 * removed pair comes back under its old id.
 */
export function putPair(
  mutation: Mutation,
  id: number,
  next: (PairFields & Partial<PairSnapshot>) | null
): void {
  const { db, at } = mutation
  const before = snapshotOf(db, id)
  if (!next) {
    if (!before) throw new AppError('entity.not-found', { entity: 'pair', id })
    run(db, 'DELETE FROM pair_text WHERE rowid = ?', id)
    run(db, 'DELETE FROM pair WHERE id = ?', id)
  } else {
    if (!before) {
      run(
        db,
        `INSERT INTO pair (id, english, vietnamese, english_hash, split, version, origin,
           import_id, updated_at)
         VALUES (?, '', '', '', 'none', ?, ?, ?, ?)`,
        id,
        lastVersion(db, 'pair', id),
        next.origin ?? `written-${randomUUID()}`,
        next.import_id ?? null,
        at
      )
    }
    writePair(mutation, id, next)
  }
  mutation.record('pair', id, before, snapshotOf(db, id))
}

function writePair({ db, at }: Mutation, id: number, next: PairFields): void {
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
  indexPairText(db, id, next)
}

/** Every recorded change of a pair, newest first. */
export function pairHistory(db: ReadDb, id: number): PairRevision[] {
  return all<{ id: number; kind: string; before: string | null; after: string | null }>(
    db,
    `SELECT revision.id, group_id AS "group", kind, before, after, actor, at
     FROM revision JOIN change_group ON change_group.id = group_id
     WHERE entity = 'pair' AND entity_id = ? ORDER BY revision.id DESC`,
    id
  ).map((row) =>
    v.parse(PairRevision, { ...row, before: parsed(row.before), after: parsed(row.after) })
  )
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json))

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
