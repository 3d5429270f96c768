import type { ChangeKind } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { finishWork } from '../assignments/finish-work'
import { get, run, transaction, type SqlValue, type WriteDb } from './connection'
import { mergeText } from './merge-text'

export type Entity = 'caption' | 'pair' | 'image'

/** The fields of a row that history keeps, as JSON. */
export type Snapshot = Record<string, string | number | null>

/** One recorded change being made: passed to the functions that write captions, pairs and images. */
export interface Mutation {
  readonly db: WriteDb
  readonly at: number
  /** Name of the person who makes the change; null where it has none, or where no person makes it. */
  readonly person: string | null
  record(entity: Entity, id: number, before: Snapshot | null, after: Snapshot | null): void
  /** Records rows as added: `query` gives the `id` of each and its `fields`, a snapshot as JSON. */
  recordAdded(entity: Entity, query: string, ...params: SqlValue[]): void
}

/** Changes that one undo takes back, also where several transactions make them. */
export interface ChangeGroup {
  readonly kind: ChangeKind
  /** Given when the first change is recorded. */
  id: number | null
}

/**
 * Throws `engine.cancelled` where a group was undone while it is still being written: nothing is
 * added to it then.
 */
export function requireOpen(db: WriteDb, { id }: ChangeGroup): void {
  if (id === null) return
  const sql = "SELECT id FROM change_group WHERE id = ? AND state = 'done' AND undone_from IS NULL"
  if (!get(db, sql, id)) throw new AppError('engine.cancelled')
}

export const newGroup = (kind: ChangeKind): ChangeGroup => ({ kind, id: null })

/**
 * Which changes end what an actor could redo: their own, and those of runs. People who work in one
 * library at the same time leave each other's to them.
 */
export const ENDS_REDO =
  "(actor = :actor OR actor NOT LIKE 'person:%' OR :actor NOT LIKE 'person:%')"

/** Actors whose changes the undo key passes over. */
const FIXED_ACTORS = new Set(['import', 'undo', 'redo'])

/**
 * The one way to change captions, pairs and images: runs `work` as one transaction and records all
 * that it changes in one group, which one undo takes back. `actor` is `import`, `person`,
 * `person:NAME`, `undo`, `redo` or `run:ID`. A change by a person or a run ends what could be redone ({@link ENDS_REDO}).
 */
export function mutate<T>(
  db: WriteDb,
  actor: string,
  work: (mutation: Mutation) => T,
  group: ChangeGroup = newGroup('edit')
): T {
  return transaction(db, () => {
    const at = Date.now()
    const groupId = () => (group.id ??= openGroup(db, actor, group.kind, at))
    const person = personOf(actor)
    const images = new Set<number>()
    const result = work({
      db,
      at,
      person,
      record(entity, id, before, after) {
        if (entity === 'caption') images.add(Number((after ?? before)?.['image_id']))
        run(
          db,
          `INSERT INTO revision (group_id, entity, entity_id, before, after)
           VALUES (?, ?, ?, ?, ?)`,
          groupId(),
          entity,
          id,
          before && JSON.stringify(before),
          after && JSON.stringify(after)
        )
      },
      recordAdded(entity, query, ...params) {
        run(
          db,
          `INSERT INTO revision (group_id, entity, entity_id, after)
           SELECT ?, ?, id, fields FROM (${query})`,
          groupId(),
          entity,
          ...params
        )
      }
    })
    mergeText(db)
    if (person !== null && group.id !== null) {
      finishWork(db, { person, images, group: { id: group.id, kind: group.kind }, at })
    }
    return result
  })
}

/** The name in an actor such as `person:Lan`. */
export const personOf = (actor: string): string | null => /^person:(.+)$/su.exec(actor)?.[1] ?? null

function openGroup(db: WriteDb, actor: string, kind: ChangeKind, at: number): number {
  const fixed = FIXED_ACTORS.has(actor)
  if (!fixed) {
    const ended = `UPDATE change_group SET state = 'dropped' WHERE state = 'undone' AND ${ENDS_REDO}`
    run(db, ended, { actor })
  }
  return run(
    db,
    'INSERT INTO change_group (actor, state, kind, at) VALUES (?, ?, ?, ?)',
    actor,
    fixed ? 'fixed' : 'done',
    kind,
    at
  ).lastId
}

/** The highest version that a row ever had; it continues from there when an undo brings it back. */
export function lastVersion(db: WriteDb, entity: Entity, id: number): number {
  const row = get<{ version: number | null }>(
    db,
    `SELECT max(max(coalesce(before ->> 'version', 0), coalesce(after ->> 'version', 0))) AS version
     FROM revision WHERE entity = ? AND entity_id = ?`,
    entity,
    id
  )
  return row?.version ?? 0
}
