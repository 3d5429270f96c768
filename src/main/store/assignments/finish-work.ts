import type { ChangeKind } from '../../../shared/domain'
import { run, type WriteDb } from '../core/connection'

/** Changes by which a person has seen to an image; changes of many images at once are not among them. */
const WORK: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'edit',
  'status',
  'suggestion',
  'split-caption',
  'merge',
  'restore',
  'send-back',
  'conflict'
])

const OF_OPEN_LIST = 'list_id IN (SELECT id FROM work_list WHERE closed_at IS NULL)'

/** What a person has changed in a group. */
interface Work {
  person: string
  /** The images whose captions were changed. */
  images: ReadonlySet<number>
  group: { id: number; kind: ChangeKind }
  at: number
}

/** Notes that a person has done what was open for them, where they changed the captions of it. */
export function finishWork(db: WriteDb, { person, images, group, at }: Work): void {
  if (images.size === 0 || !WORK.has(group.kind)) return
  run(
    db,
    `UPDATE assignment SET state = 'done', done_at = :at, done_group = :group
     WHERE person = :person AND state = 'open' AND ${OF_OPEN_LIST}
       AND image_id IN (SELECT value FROM json_each(:images))`,
    { at, group: group.id, person, images: JSON.stringify([...images]) }
  )
}

/**
 * Notes what people did in a part that was merged: open for them are no longer the images with a caption
 * that they wrote or judged after it was given to them. Not of the assignments `told`, of which the part
 * itself says how far they are.
 */
export function finishMerged(
  db: WriteDb,
  group: number,
  at: number,
  told: readonly string[]
): void {
  run(
    db,
    `UPDATE assignment SET state = 'done', done_at = :at, done_group = :group
     WHERE state = 'open' AND ${OF_OPEN_LIST}
       AND id NOT IN (SELECT CAST(value AS INTEGER) FROM json_each(:told)) AND EXISTS (
       SELECT 1 FROM revision JOIN caption ON caption.id = revision.entity_id
       WHERE revision.group_id = :group AND revision.entity = 'caption'
         AND caption.image_id = assignment.image_id
         AND assignment.person IN (caption.author, caption.reviewer))`,
    { at, group, told: JSON.stringify(told) }
  )
}

/** Opens again what a group of changes had done, where it is undone, and the other way round. */
export function followUndo(db: WriteDb, group: number, direction: 'undo' | 'redo'): void {
  if (direction === 'undo') {
    run(
      db,
      "UPDATE assignment SET state = 'open', done_at = NULL WHERE done_group = ? AND state = 'done'",
      group
    )
  } else {
    run(
      db,
      "UPDATE assignment SET state = 'done', done_at = ? WHERE done_group = ? AND state = 'open'",
      Date.now(),
      group
    )
  }
}
