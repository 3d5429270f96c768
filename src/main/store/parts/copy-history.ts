import { findCaptionRow, type CaptionRow } from '../captions/caption-rows'
import { get, run, type ReadDb, type WriteDb } from '../core/connection'
import type { RevisionRow } from './part-rows'
import { signCaption } from './sign-caption'

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

/** Our numbers for theirs; undefined for what is not in the library. */
export interface Numbers {
  caption(theirs: number): number | undefined
  image(theirs: number): number | undefined
}

/** A caption of the part by its number there, as it was at the split or at the last merge. */
type CaptionAt = (id: number) => CaptionRow | null

/**
 * Writes what was done to captions in the part into the library's history, with who and when. It is
 * there to be read and restored from, and no undo takes it back: it is the merge that is undone.
 */
export function copyHistory(
  db: WriteDb,
  part: ReadDb,
  changes: readonly RevisionRow[],
  { name, numbers, baseOf }: { name: string; numbers: Numbers; baseOf: CaptionAt }
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
    const known = { base: baseOf(entity_id), our: findCaptionRow(db, id) ?? null, name }
    const ours = (json: string | null): string | null => {
      if (json === null) return null
      const row = signCaption(JSON.parse(json) as CaptionRow, known)
      return JSON.stringify({ ...row, id, image_id: numbers.image(row.image_id) ?? row.image_id })
    }
    run(
      db,
      `INSERT INTO revision (group_id, entity, entity_id, before, after)
       VALUES (?, 'caption', ?, ?, ?)`,
      oursOf(group_id),
      id,
      ours(before),
      ours(after)
    )
  }
}
