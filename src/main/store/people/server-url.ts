import { get, run } from '../core/connection'
import type { PeopleDb } from './people-db'

/** The address at which people reach the server; null before its first start. */
export const publicUrl = (db: PeopleDb): string | null =>
  get<{ url: string }>(db, 'SELECT public_url AS url FROM server')?.url ?? null

export function setPublicUrl(db: PeopleDb, url: string): void {
  run(
    db,
    `INSERT INTO server (id, public_url) VALUES (1, ?)
     ON CONFLICT (id) DO UPDATE SET public_url = excluded.public_url`,
    url
  )
}
