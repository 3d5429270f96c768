import type { CaptionVersion, ChangeKind, Revision } from '../../../shared/domain'
import type { CaptionRow } from './caption-rows'
import { all, type ReadDb } from '../core/connection'

interface RevisionRow {
  id: number
  group: number
  captionId: number
  kind: ChangeKind
  before: string | null
  after: string | null
  actor: string
  at: number
}

const SELECT = `
  SELECT revision.id, group_id AS "group", entity_id AS captionId, kind, before, after, actor, at
  FROM revision JOIN change_group ON change_group.id = group_id`

/** Every recorded change of a caption, oldest first; also of one removed since. */
export function captionHistory(db: ReadDb, id: number): Revision[] {
  return all<RevisionRow>(
    db,
    `${SELECT} WHERE entity = 'caption' AND entity_id = ? ORDER BY revision.id`,
    id
  ).map(toRevision)
}

/** The last changes of an image's captions, newest first; those removed since are among them. */
export function imageHistory(db: ReadDb, imageId: number, limit: number): Revision[] {
  return all<RevisionRow>(
    db,
    `${SELECT} WHERE entity = 'caption' AND entity_id IN (
       SELECT id FROM caption WHERE image_id = :imageId
       UNION ALL SELECT id FROM removed_caption WHERE image_id = :imageId)
     ORDER BY revision.id DESC LIMIT :limit`,
    { imageId, limit }
  ).map(toRevision)
}

function toRevision({ before, after, ...row }: RevisionRow): Revision {
  return { ...row, before: toVersion(before), after: toVersion(after) }
}

function toVersion(json: string | null): CaptionVersion | null {
  if (json === null) return null
  const { text, status, source, run_id: runId, version } = JSON.parse(json) as CaptionRow
  return { text, status, source, runId, version }
}
