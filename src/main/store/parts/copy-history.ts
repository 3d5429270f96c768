import type { CaptionRow } from '../captions/caption-rows'
import { get, run, type ReadDb, type WriteDb } from '../core/connection'
import type { RevisionRow } from './part-rows'

interface GroupRow {
  actor: string
  kind: string
  at: number
}

export const groupOf = (part: ReadDb, id: number): GroupRow => {
  const row = get<GroupRow>(part, 'SELECT actor, kind, at FROM change_group WHERE id = ?', id)
  if (!row) throw new Error(`the part has no group ${id}`)
  return row
}

/** A person who gave no name is called after the part. */
export const actorIn = (actor: string, part: string): string =>
  actor === 'person' ? `person:${part}` : actor

/** Who wrote a caption of the part, by the last change that a person made; null where none did. */
export function authorOf(part: ReadDb, caption: number, name: string): string | null {
  const row = get<{ actor: string }>(
    part,
    `SELECT actor FROM revision JOIN change_group ON change_group.id = group_id
     WHERE entity = 'caption' AND entity_id = ? AND actor GLOB 'person*'
     ORDER BY revision.id DESC LIMIT 1`,
    caption
  )
  return row ? actorIn(row.actor, name).slice('person:'.length) : null
}

/** Our numbers for theirs; undefined for what is not in the library. */
export interface Numbers {
  caption(theirs: number): number | undefined
  image(theirs: number): number | undefined
}

/**
 * Writes what was done to captions in the part into the library's history, with who and when. It is
 * there to be read and restored from, and no undo takes it back: it is the merge that is undone.
 */
export function copyHistory(
  db: WriteDb,
  part: ReadDb,
  changes: readonly RevisionRow[],
  { name, numbers }: { name: string; numbers: Numbers }
): void {
  const groups = new Map<number, number>()
  const oursOf = (id: number): number => {
    const known = groups.get(id)
    if (known !== undefined) return known
    const { actor, kind, at } = groupOf(part, id)
    const { lastId } = run(
      db,
      "INSERT INTO change_group (actor, state, kind, at) VALUES (?, 'fixed', ?, ?)",
      actorIn(actor, name),
      kind,
      at
    )
    groups.set(id, lastId)
    return lastId
  }
  for (const { entity, entity_id, group_id, before, after } of changes) {
    const id = entity === 'caption' ? numbers.caption(entity_id) : undefined
    if (id === undefined) continue
    run(
      db,
      `INSERT INTO revision (group_id, entity, entity_id, before, after)
       VALUES (?, 'caption', ?, ?, ?)`,
      oursOf(group_id),
      id,
      renumbered(before, id, numbers),
      renumbered(after, id, numbers)
    )
  }
}

function renumbered(json: string | null, id: number, numbers: Numbers): string | null {
  if (json === null) return null
  const row = JSON.parse(json) as CaptionRow
  return JSON.stringify({ ...row, id, image_id: numbers.image(row.image_id) ?? row.image_id })
}
