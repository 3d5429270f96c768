import { AppError } from '../../../shared/errors'
import { get, run } from '../core/connection'
import type { PeopleDb } from './people-db'
import { userById, type User } from './users'

/** An account at an OpenID Connect provider, as it vouches for it. */
export interface Identity {
  issuer: string
  subject: string
  /** Only where the provider says that it has verified it. */
  email: string | null
}

const EMAIL = /^[^\s@]+@[^\s@]+$/

const toKey = (email: string): string => email.normalize('NFC').toLowerCase()

/**
 * By which somebody's account at a provider is recognised; null for none. Their account of before is
 * theirs no longer. Throws `people.bad-email` or `people.email-taken`.
 */
export function setEmail(db: PeopleDb, userId: number, email: string | null): void {
  if (email !== null && !EMAIL.test(email)) throw new AppError('people.bad-email', { email })
  const key = email && toKey(email)
  const other = get<{ id: number }>(
    db,
    'SELECT id FROM user WHERE email = ? AND id <> ?',
    key,
    userId
  )
  if (other) throw new AppError('people.email-taken', { email: email ?? '' })
  run(db, 'UPDATE user SET email = ? WHERE id = ?', key, userId)
  run(db, 'DELETE FROM identity WHERE user_id = ?', userId)
}

/** Whose account it is: linked before; null for nobody's. */
export function userOfIdentity(db: PeopleDb, { issuer, subject }: Identity): User | null {
  const row = get<{ userId: number }>(
    db,
    'SELECT user_id AS userId FROM identity WHERE issuer = ? AND subject = ?',
    issuer,
    subject
  )
  return row ? userById(db, row.userId) : null
}

/**
 * Links an account to the person who has its verified e-mail address and no account of this provider
 * yet, and gives them; null where there is nobody.
 */
export function linkIdentity(db: PeopleDb, identity: Identity, now = Date.now()): User | null {
  const { issuer, subject, email } = identity
  if (email === null) return null
  const found = get<{ id: number }>(
    db,
    `SELECT id FROM user WHERE email = ? AND NOT EXISTS
       (SELECT 1 FROM identity WHERE user_id = user.id AND issuer = ?)`,
    toKey(email),
    issuer
  )
  if (!found) return null
  run(db, 'INSERT INTO identity VALUES (?, ?, ?, ?)', issuer, subject, found.id, now)
  return userById(db, found.id)
}
