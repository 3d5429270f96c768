import { hashSecret, newSecret } from '../../base/secrets'
import { get, isUnwritable, run, transaction } from '../core/connection'
import type { PeopleDb } from './people-db'
import { userById, type User } from './users'

const HOUR_MS = 3600 * 1000
/** How long a session lasts that nobody uses, and how long any lasts. */
const IDLE_MS = 24 * HOUR_MS
export const SESSION_MS = 14 * 24 * HOUR_MS
/** Use is noted at most this often: each note waits for the disk. */
const NOTE_MS = 60_000

/** A new session of a person, known by the token that is returned and stored nowhere. */
export function openSession(db: PeopleDb, userId: number, now = Date.now()): string {
  const token = newSecret()
  transaction(db, () => {
    run(db, 'DELETE FROM session WHERE expires_at <= ? OR seen_at <= ?', now, now - IDLE_MS)
    run(
      db,
      `INSERT INTO session (token_hash, user_id, created_at, seen_at, expires_at)
       VALUES (?, ?, ?, ?, ?)`,
      hashSecret(token),
      userId,
      now,
      now,
      now + SESSION_MS
    )
  })
  return token
}

/** Whose session a token is, which counts as its use; null where it has ended. */
export function useSession(db: PeopleDb, token: string, now = Date.now()): User | null {
  const user = findSession(db, token, now)
  if (user) noteUse(db, token, now)
  return user
}

/** People can go on reading where the disk is full: their sessions then end earlier. */
function noteUse(db: PeopleDb, token: string, now: number): void {
  try {
    run(
      db,
      'UPDATE session SET seen_at = :now WHERE token_hash = :hash AND seen_at <= :now - :often',
      { hash: hashSecret(token), now, often: NOTE_MS }
    )
  } catch (error) {
    if (!isUnwritable(error)) throw error
  }
}

/** The same without being a use of it. */
export function findSession(db: PeopleDb, token: string, now = Date.now()): User | null {
  const row = get<{ id: number }>(
    db,
    `SELECT user.id FROM session JOIN user ON user.id = user_id
     WHERE token_hash = ? AND expires_at > ? AND seen_at > ? AND NOT disabled`,
    hashSecret(token),
    now,
    now - IDLE_MS
  )
  return row ? userById(db, row.id) : null
}

export function endSession(db: PeopleDb, token: string): void {
  run(db, 'DELETE FROM session WHERE token_hash = ?', hashSecret(token))
}

/** Signs a person out everywhere. */
export function endSessionsOf(db: PeopleDb, userId: number): void {
  run(db, 'DELETE FROM session WHERE user_id = ?', userId)
}
