/** Captions that an adjudication chose or wrote, and did not undo. */
export const ADJUDICATED = `(caption.status = 'accepted' AND caption.id IN (
  SELECT entity_id FROM change_group CROSS JOIN revision ON group_id = change_group.id
  WHERE kind = 'adjudicate' AND change_group.state IN ('done', 'fixed') AND entity = 'caption'
    AND after ->> 'status' <> 'rejected'))`

export const ADJUDICATED_IMAGES = `SELECT image_id AS id FROM caption WHERE ${ADJUDICATED}`
