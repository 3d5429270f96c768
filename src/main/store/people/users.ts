import type { Role } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { all, get, run } from '../core/connection'
import type { PeopleDb } from './people-db'

export interface User {
  id: number
  /** As history and statistics show it. */
  name: string
  role: Role
  disabled: boolean
  /** By which their account at an OpenID Connect provider is recognised; null for none. */
  email: string | null
  /** Whether a password was set, so that they can log in. */
  hasPassword: boolean
  /** Milliseconds since 1970. */
  createdAt: number
}

interface Row {
  id: number
  name: string
  role: Role
  email: string | null
  disabled: 0 | 1
  hasPassword: 0 | 1
  createdAt: number
}

const FIELDS =
  'id, name, role, email, disabled, password IS NOT NULL AS hasPassword, created_at AS createdAt'

/** Letters and digits of any script; names stand in addresses, filters and tables. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,39}$/u

/** A name as it is compared, however its accents were typed. */
export const keyOf = (name: string): string => name.normalize('NFC').toLowerCase()

/** Adds a person who cannot log in yet. Throws `people.bad-name` or `people.name-taken`. */
export function addUser(db: PeopleDb, name: string, role: Role, now = Date.now()): User {
  const shown = name.normalize('NFC')
  if (!NAME.test(shown)) throw new AppError('people.bad-name', { name })
  const { changes, lastId } = run(
    db,
    `INSERT INTO user (name, key, role, created_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (key) DO NOTHING`,
    shown,
    keyOf(name),
    role,
    now
  )
  if (changes === 0) throw new AppError('people.name-taken', { name })
  return userById(db, lastId)
}

/** All people by name, with when each was last there. */
export const listUsers = (db: PeopleDb): (User & { seenAt: number | null })[] =>
  all<Row & { seenAt: number | null }>(
    db,
    `SELECT ${FIELDS}, (SELECT max(seen_at) FROM session WHERE user_id = user.id) AS seenAt
     FROM user ORDER BY key`
  ).map((row) => ({ ...toUser(row), seenAt: row.seenAt }))

/** The person of a name; null where there is none. */
export function findUser(db: PeopleDb, name: string): User | null {
  const row = get<Row>(db, `SELECT ${FIELDS} FROM user WHERE key = ?`, keyOf(name))
  return row ? toUser(row) : null
}

/** Throws `people.unknown`. */
export function requireUser(db: PeopleDb, name: string): User {
  const user = findUser(db, name)
  if (!user) throw new AppError('people.unknown', { name })
  return user
}

export function userById(db: PeopleDb, id: number): User {
  const row = get<Row>(db, `SELECT ${FIELDS} FROM user WHERE id = ?`, id)
  if (!row) throw new AppError('people.unknown', { name: id })
  return toUser(row)
}

/** The hash of a person's password; null without one. */
export const passwordHash = (db: PeopleDb, id: number): string | null =>
  get<{ password: string | null }>(db, 'SELECT password FROM user WHERE id = ?', id)?.password ??
  null

export function setPasswordHash(db: PeopleDb, id: number, hash: string | null): void {
  run(db, 'UPDATE user SET password = ? WHERE id = ?', hash, id)
}

export function setRole(db: PeopleDb, id: number, role: Role): void {
  run(db, 'UPDATE user SET role = ? WHERE id = ?', role, id)
}

export function setDisabled(db: PeopleDb, id: number, disabled: boolean): void {
  run(db, 'UPDATE user SET disabled = ? WHERE id = ?', Number(disabled), id)
}

const toUser = ({ id, name, role, email, disabled, hasPassword, createdAt }: Row): User => ({
  id,
  name,
  role,
  email,
  disabled: disabled === 1,
  hasPassword: hasPassword === 1,
  createdAt
})
