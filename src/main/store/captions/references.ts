import { all, type ReadDb } from '../core/connection'
import { SUGGESTED } from './suggested'

/**
 * What people say of an image: its captions that are neither blank nor rejected nor skipped, nor a
 * model's own unless a person accepted it.
 */
export function listReferences(db: ReadDb, imageId: number): string[] {
  return all<{ text: string }>(
    db,
    `SELECT text FROM caption
     WHERE image_id = ? AND trim(text, char(32, 9, 10, 13, 160)) <> ''
       AND (status = 'accepted' OR (status = 'draft' AND NOT ${SUGGESTED}))
     ORDER BY position, id`,
    imageId
  ).map(({ text }) => text)
}
