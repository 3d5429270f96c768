import { hashSecret, newSecret } from '../../base/secrets'
import { get, run } from '../core/connection'
import type { PeopleDb } from './people-db'
import { userById, type User } from './users'

const DAY_MS = 24 * 3600 * 1000
/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 7

/** A token that sets a person's password once; earlier ones of theirs end. */
export function invite(db: PeopleDb, userId: number, now = Date.now()): string {
  const token = newSecret()
  run(
    db,
    `INSERT INTO invitation (user_id, token_hash, expires_at) VALUES (?, ?, ?)
     ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash,
       expires_at = excluded.expires_at`,
    userId,
    hashSecret(token),
    now + INVITATION_DAYS * DAY_MS
  )
  return token
}

/** Whom a token invites; null where it is wrong, used or too old, or the person is disabled. */
export function invitedBy(db: PeopleDb, token: string, now = Date.now()): User | null {
  const row = get<{ id: number }>(
    db,
    `SELECT user.id FROM invitation JOIN user ON user.id = user_id
     WHERE token_hash = ? AND expires_at > ? AND NOT disabled`,
    hashSecret(token),
    now
  )
  return row ? userById(db, row.id) : null
}

export function endInvitation(db: PeopleDb, userId: number): void {
  run(db, 'DELETE FROM invitation WHERE user_id = ?', userId)
}
