import type { ChangeKind, Pair, Undone } from '../../shared/domain'
import { putCaptionRow, type CaptionRow } from './caption-rows'
import { all, get, run, transaction, unflushed, type WriteDb } from './connection'
import { mutate, newGroup, type Mutation } from './history'
import { putImage, type ImageSnapshot } from './image-rows'
import { LogCopier } from './log-copier'
import { putPair } from './pairs'

interface GroupRow {
  id: number
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
/** Ids told of what was touched. */
const MOST_IDS = 1000

/** Takes back the newest group of changes not yet undone; null when there is none. */
export const undo = (db: WriteDb): Undone | null => atOnce(steps(db, 'undo'))

/** Does again what was undone last; null when a new change came since or there is nothing. */
export const redo = (db: WriteDb): Undone | null => atOnce(steps(db, 'redo'))

/** The same without holding up the process where there is much to put back. */
export const undoInSteps = (db: WriteDb): Promise<Undone | null> => inTurn(db, 'undo')
export const redoInSteps = (db: WriteDb): Promise<Undone | null> => inTurn(db, 'redo')

const running = new WeakMap<WriteDb, Promise<unknown>>()

/** One after the other: keys are pressed faster than a large group is put back. */
function inTurn(db: WriteDb, direction: Direction): Promise<Undone | null> {
  const work = async () => {
    const rest = steps(db, direction)
    const log = new LogCopier(db)
    try {
      for (let step = 1; ; step += 1) {
        const { done, value } = rest.next()
        if (done) return value
        await new Promise((resolve) => setImmediate(resolve))
        if (step % STEPS_A_COPY === 0) await log.copy()
      }
    } finally {
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

function atOnce<T>(rest: Generator<void, T>): T {
  for (;;) {
    const { done, value } = rest.next()
    if (done) return value
  }
}

/**
 * Puts a group's rows back to one side of their revisions, some in each step. How far it has come
 * is written with the rows, so that after a crash the next undo or redo goes on from there.
 */
function* steps(db: WriteDb, direction: Direction): Generator<void, Undone | null> {
  const group = nextGroup(db, direction)
  if (!group) return null
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
    // The disk is waited for once, with the end: until then nothing is told.
    if (last) finish(db, direction, group)
    undone.changes += done.length
    for (const row of done) {
      if (row.entity === 'pair') undone.pairIds.push(row.entity_id)
      else images.add(imageOf(row))
    }
    if (last) break
    yield
  }
  undone.imageIds = [...images].slice(0, MOST_IDS)
  undone.pairIds = undone.pairIds.slice(0, MOST_IDS)
  return undone
}

function nextGroup(db: WriteDb, direction: Direction): GroupRow | undefined {
  const fields = 'SELECT id, kind, undone_from FROM change_group'
  const half = `${fields} WHERE undone_from IS NOT NULL AND state IN ('done', 'undone') LIMIT 1`
  const whole =
    direction === 'undo'
      ? `${fields} WHERE state = 'done' ORDER BY id DESC LIMIT 1`
      : `${fields} WHERE state = 'undone' ORDER BY id LIMIT 1`
  return get<GroupRow>(db, half) ?? get<GroupRow>(db, whole)
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
function finish(db: WriteDb, direction: Direction, { id }: GroupRow): void {
  const changed = get(db, "SELECT id FROM change_group WHERE id > ? AND state = 'done' LIMIT 1", id)
  const state = direction === 'redo' ? 'done' : changed ? 'dropped' : 'undone'
  run(db, 'UPDATE change_group SET state = ?, undone_from = NULL WHERE id = ?', state, id)
}

function restoreRow(mutation: Mutation, direction: Direction, row: RevisionRow): void {
  const json = direction === 'undo' ? row.before : row.after
  const snapshot: unknown = json === null ? null : JSON.parse(json)
  switch (row.entity) {
    case 'caption':
      putCaptionRow(mutation, row.entity_id, snapshot as CaptionRow | null)
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
