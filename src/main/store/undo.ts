import type { Pair, Split } from '../../shared/domain'
import { putCaptionRow, type CaptionRow } from './caption-rows'
import { all, get, run, transaction, type WriteDb } from './connection'
import { mutate, type Entity, type Mutation } from './history'
import { putImageSplit } from './images'
import { putPair } from './pairs'

interface RevisionRow {
  entity: Entity
  entity_id: number
  before: string | null
  after: string | null
}

/** The images that an undo or redo touched. */
export interface Undone {
  imageIds: number[]
}

/** Takes back the newest group of changes not yet undone; null when there is none. */
export function undo(db: WriteDb): Undone | null {
  return transaction(db, () => {
    const group = get<{ id: number }>(
      db,
      "SELECT id FROM change_group WHERE state = 'done' ORDER BY id DESC LIMIT 1"
    )
    if (!group) return null
    const revisions = revisionsOf(db, group.id).reverse()
    const imageIds = restore(db, 'undo', revisions, (revision) => revision.before)
    run(db, "UPDATE change_group SET state = 'undone' WHERE id = ?", group.id)
    return { imageIds }
  })
}

/** Does again what was undone last; null when a new change came since or there is nothing. */
export function redo(db: WriteDb): Undone | null {
  return transaction(db, () => {
    const group = get<{ id: number }>(
      db,
      "SELECT id FROM change_group WHERE state = 'undone' ORDER BY id LIMIT 1"
    )
    if (!group) return null
    const imageIds = restore(db, 'redo', revisionsOf(db, group.id), (revision) => revision.after)
    run(db, "UPDATE change_group SET state = 'done' WHERE id = ?", group.id)
    return { imageIds }
  })
}

function revisionsOf(db: WriteDb, groupId: number): RevisionRow[] {
  return all<RevisionRow>(
    db,
    'SELECT entity, entity_id, before, after FROM revision WHERE group_id = ? ORDER BY id',
    groupId
  )
}

/** Puts every row back to one side of its revision; returns the images concerned. */
function restore(
  db: WriteDb,
  actor: 'undo' | 'redo',
  revisions: RevisionRow[],
  side: (revision: RevisionRow) => string | null
): number[] {
  const imageIds = new Set<number>()
  mutate(db, actor, (mutation) => {
    for (const revision of revisions) {
      restoreRow(mutation, revision.entity, revision.entity_id, side(revision))
      const imageId = imageOf(revision)
      if (imageId !== null) imageIds.add(imageId)
    }
  })
  return [...imageIds]
}

function restoreRow(mutation: Mutation, entity: Entity, id: number, json: string | null): void {
  const snapshot: unknown = json === null ? null : JSON.parse(json)
  switch (entity) {
    case 'caption':
      putCaptionRow(mutation, id, snapshot as CaptionRow | null)
      break
    case 'pair':
      putPair(mutation, id, snapshot as Pair)
      break
    case 'image':
      putImageSplit(mutation, id, (snapshot as { split: Split }).split)
  }
}

function imageOf({ entity, entity_id, before, after }: RevisionRow): number | null {
  if (entity === 'image') return entity_id
  if (entity === 'pair') return null
  return (JSON.parse(after ?? before ?? '{}') as Partial<CaptionRow>).image_id ?? null
}
