import type { Split } from '../../shared/domain'
import { all, type ReadDb } from './connection'

/** An image with its captions as an export writes them. */
export interface ExportedImage {
  name: string
  captions: string[]
}

/**
 * Images of a split, or of all, in the order in which they came into the library, each with its
 * captions that say anything and were neither rejected nor skipped, accepted ones first.
 */
export function listExportedImages(db: ReadDb, split: Split | 'all'): ExportedImage[] {
  const rows = all<{ name: string; captions: string }>(
    db,
    `SELECT name, (
       SELECT json_group_array(text ORDER BY status <> 'accepted', position, caption.id)
       FROM caption WHERE image_id = image.id AND status IN ('draft', 'accepted')
         AND trim(text, char(32, 9, 10, 13, 160)) <> ''
     ) AS captions
     FROM image WHERE split = :split OR :split = 'all' ORDER BY id`,
    { split }
  )
  return rows.map(({ name, captions }) => ({ name, captions: JSON.parse(captions) as string[] }))
}
