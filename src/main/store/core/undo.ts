import type { ChangeKind, Pair, Undone } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { followUndo } from '../assignments/finish-work'
import { putCaptionRow, type CaptionRow, type FoundRight } from '../captions/caption-rows'
import { all, get, holdChanges, run, transaction, unflushed, type WriteDb } from './connection'
import { ENDS_REDO, mutate, newGroup, type Mutation } from './history'
import { putImage, type ImageSnapshot } from '../images/image-rows'
import { LogCopier } from './log-copier'
import { putPair } from '../pairs/pairs'
import { restoreFoundRight } from '../runs/evaluations'

interface GroupRow {
  id: number
  actor: string
  kind: ChangeKind
  /** Of a group that an undo or redo has left half done: the first of its revisions undone. */
  undone_from: number | null
}

interface RevisionRow {
  id: number
  entity: 'caption' | 'pair' | 'image'
  entity_id: number
  before: string | null
  after: string | null
}

type Direction = 'undo' | 'redo'

/** Longest time in milliseconds that one transaction is filled, and most rows that it puts back. */
const STEP_MS = 4
const STEP = 200
/** Steps after which the log is copied into the database. */
const STEPS_A_COPY = 32
/** Ids to announce of what was touched. */
const MAX_IDS = 1000

/**
 * Takes back the newest group of changes not yet undone, of one actor or of anybody for null, without
 * holding up the process where there is much to put back; null when there is none. Throws
 * `undo.changed-since`.
 */
export const undoInSteps = (db: WriteDb, actor: string | null = null): Promise<Undone | null> =>
  serialize(db, 'undo', actor)

/**
 * Does again what was undone last, of one actor or of anybody for null; null when a new change came
 * since or there is nothing. Throws `undo.changed-since`.
 */
export const redoInSteps = (db: WriteDb, actor: string | null = null): Promise<Undone | null> =>
  serialize(db, 'redo', actor)

const running = new WeakMap<WriteDb, Promise<unknown>>()

/** One after the other: keys are pressed faster than a large group is put back. */
function serialize(
  db: WriteDb,
  direction: Direction,
  actor: string | null
): Promise<Undone | null> {
  const work = async () => {
    const rest = steps(db, direction, actor)
    const log = new LogCopier(db)
    const tell = holdChanges(db)
    try {
      for (let step = 1; ; step += 1) {
        const { done, value } = rest.next()
        if (done) return value
        await new Promise((resolve) => setImmediate(resolve))
        if (step % STEPS_A_COPY === 0) await log.copy()
      }
    } finally {
      tell()
      await log.close()
    }
  }
  const result = (running.get(db) ?? Promise.resolve()).then(work)
  running.set(
    db,
    result.catch(() => undefined)
  )
  return result
}

/**
 * Puts a group's rows back to one side of their revisions, some in each step. How far it has come
 * is written with the rows, so that after a crash the next undo or redo continues from there.
 */
function* steps(
  db: WriteDb,
  direction: Direction,
  actor: string | null
): Generator<void, Undone | null> {
  const group = nextGroup(db, direction, actor)
  if (!group) return null
  if (group.undone_from === null) requireUnchanged(db, group)
  const undone: Undone = { kind: group.kind, changes: 0, imageIds: [], pairIds: [] }
  const images = new Set<number>()
  const audit = newGroup(group.kind)
  for (;;) {
    const rows = nextRows(db, direction, group)
    const done: RevisionRow[] = []
    const restoreSome = (mutation: Mutation) => {
      const end = performance.now() + STEP_MS
      for (const row of rows) {
        restoreRow(mutation, direction, row)
        done.push(row)
        if (performance.now() >= end) return
      }
    }
    const last = unflushed(db, () =>
      transaction(db, () => {
        mutate(db, direction, restoreSome, audit)
        note(db, direction, group, done)
        return done.length === rows.length && rows.length < STEP
      })
    )
    // The disk is waited for once, with the end: until then nothing is announced.
    if (last) finish(db, direction, group)
    undone.changes += done.length
    for (const row of done) {
      if (row.entity === 'pair') undone.pairIds.push(row.entity_id)
      else images.add(imageOf(row))
    }
    if (last) break
    yield
  }
  undone.imageIds = [...images].slice(0, MAX_IDS)
  undone.pairIds = undone.pairIds.slice(0, MAX_IDS)
  return undone
}

function nextGroup(db: WriteDb, direction: Direction, actor: string | null): GroupRow | undefined {
  const fields = 'SELECT id, actor, kind, undone_from FROM change_group'
  const half = `${fields} WHERE undone_from IS NOT NULL AND state IN ('done', 'undone') LIMIT 1`
  const whole =
    direction === 'undo'
      ? `${fields} WHERE state = 'done' AND actor = coalesce(?, actor) ORDER BY id DESC LIMIT 1`
      : `${fields} WHERE state = 'undone' AND actor = coalesce(?, actor) ORDER BY id LIMIT 1`
  return get<GroupRow>(db, half) ?? get<GroupRow>(db, whole, actor)
}

/**
 * Throws `undo.changed-since` where somebody else has changed one of the group's rows after it: to put
 * them back would take away what they wrote.
 */
function requireUnchanged(db: WriteDb, { id, actor }: GroupRow): void {
  const other = get<{ actor: string }>(
    db,
    `SELECT later.actor FROM revision AS own
     JOIN revision AS other ON other.entity = own.entity AND other.entity_id = own.entity_id
       AND other.id > own.id
     JOIN change_group AS later ON later.id = other.group_id
     WHERE own.group_id = ? AND later.state = 'done' AND later.actor <> ? LIMIT 1`,
    id,
    actor
  )
  if (other) {
    const name = other.actor.replace(/^\w+:/, '')
    throw new AppError('undo.changed-since', { name })
  }
}

function nextRows(db: WriteDb, direction: Direction, group: GroupRow): RevisionRow[] {
  const fields = 'SELECT id, entity, entity_id, before, after FROM revision WHERE group_id = ?'
  return direction === 'undo'
    ? all(
        db,
        `${fields} AND id < ? ORDER BY id DESC LIMIT ?`,
        group.id,
        group.undone_from ?? Number.MAX_SAFE_INTEGER,
        STEP
      )
    : all(db, `${fields} AND id >= ? ORDER BY id LIMIT ?`, group.id, group.undone_from ?? 0, STEP)
}

/** Notes the border between what is undone and what is not. */
function note(db: WriteDb, direction: Direction, group: GroupRow, rows: RevisionRow[]): void {
  const last = rows.at(-1)
  if (!last) return
  group.undone_from = direction === 'undo' ? last.id : last.id + 1
  run(db, 'UPDATE change_group SET undone_from = ? WHERE id = ?', group.undone_from, group.id)
}

/** A change that was made meanwhile ends what could be redone. */
function finish(db: WriteDb, direction: Direction, { id, actor }: GroupRow): void {
  const later = `SELECT id FROM change_group WHERE id > :id AND state = 'done' AND ${ENDS_REDO}`
  const changed = get(db, later, { id, actor })
  const state = direction === 'redo' ? 'done' : changed ? 'dropped' : 'undone'
  transaction(db, () => {
    run(db, 'UPDATE change_group SET state = ?, undone_from = NULL WHERE id = ?', state, id)
    followUndo(db, id, direction)
  })
}

function restoreRow(mutation: Mutation, direction: Direction, row: RevisionRow): void {
  const json = direction === 'undo' ? row.before : row.after
  const snapshot: unknown = json === null ? null : JSON.parse(json)
  switch (row.entity) {
    case 'caption':
      putCaptionRow(mutation, row.entity_id, snapshot as CaptionRow | null)
      restoreFoundRight(mutation.db, row.entity_id, snapshot as FoundRight | null)
      break
    case 'pair':
      putPair(mutation, row.entity_id, snapshot as Pair | null)
      break
    case 'image':
      putImage(mutation, row.entity_id, snapshot as ImageSnapshot | null)
  }
}

function imageOf({ entity, entity_id, before, after }: RevisionRow): number {
  if (entity === 'image') return entity_id
  return (JSON.parse(after ?? before ?? '{}') as CaptionRow).image_id
}
