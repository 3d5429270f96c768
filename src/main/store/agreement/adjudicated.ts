const BY_ADJUDICATION = `kind = 'adjudicate' AND change_group.state IN ('done', 'fixed')
  AND entity = 'caption' AND after ->> 'status' <> 'rejected'`

/** A caption that an adjudication chose or wrote, and did not undo, as a condition on a row of `caption`. */
export const ADJUDICATED = `(caption.status = 'accepted' AND EXISTS (
  SELECT 1 FROM revision JOIN change_group ON change_group.id = group_id
  WHERE entity_id = caption.id AND ${BY_ADJUDICATION}))`

/** Images that have one. From the adjudications on, which are few. */
export const ADJUDICATED_IMAGES = `SELECT image_id AS id FROM caption
  WHERE status = 'accepted' AND id IN (
    SELECT entity_id FROM change_group CROSS JOIN revision ON group_id = change_group.id
    WHERE ${BY_ADJUDICATION})`
