import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors'
import {
  closeDb,
  configureWriter,
  explained,
  openForWriting,
  type WriteDb
} from '../core/connection'
import { migrate, schemaVersion, toMigrations } from '../core/migrations'

/** The people of a server, their invitations, sessions, and what they did. */
export interface PeopleDb extends WriteDb {
  readonly holds: 'people'
}

const steps = toMigrations(
  import.meta.glob<string>('../../../../db/people/*.sql', {
    query: '?raw',
    import: 'default',
    eager: true
  })
)
const newest = steps.at(-1)?.number ?? 0

/**
 * Opens `people/people.sqlite` in a host's settings folder, and makes it where it is new, readable by
 * the user of the host alone. Several processes may have it open. Throws `people.newer`.
 */
export function openPeople(configDir: string): PeopleDb {
  const root = join(configDir, 'people')
  return explained({ root }, () => {
    mkdirSync(root, { recursive: true, mode: 0o700 })
    const db = openForWriting({ root, file: join(root, 'people.sqlite') })
    try {
      configureWriter(db)
      const found = schemaVersion(db)
      if (found > newest) throw new AppError('people.newer', { path: root, found, known: newest })
      migrate(db, steps)
    } catch (error) {
      closeDb(db)
      throw error
    }
    return Object.assign(db, { holds: 'people' } as const)
  })
}

export const closePeople = (db: PeopleDb): void => closeDb(db)
