import { all, run } from '../core/connection'
import type { PeopleDb } from './people-db'

export interface AuditEntry {
  /** Milliseconds since 1970. */
  at: number
  /** Who did it; null for the command line on the host's machine. */
  actor: string | null
  /** What the people of a server did (`log-in`, `role-set`), or a procedure such as `exports.run`. */
  action: string
  /** Whom or what it was done to. */
  subject: string
  /** Where it came from; null for the command line. */
  address: string | null
}

/** Longest of what others typed that is kept. */
const MAX_SUBJECT = 500

export function noteAudit(db: PeopleDb, entry: Omit<AuditEntry, 'at'>, now = Date.now()): void {
  run(
    db,
    'INSERT INTO audit (at, actor, action, subject, address) VALUES (?, ?, ?, ?, ?)',
    now,
    entry.actor,
    entry.action,
    entry.subject.slice(0, MAX_SUBJECT),
    entry.address
  )
}

/** The newest entries, the newest first. */
export const listAudit = (db: PeopleDb, limit: number): AuditEntry[] =>
  all(db, 'SELECT at, actor, action, subject, address FROM audit ORDER BY id DESC LIMIT ?', limit)
