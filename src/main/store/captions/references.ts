import { all, type ReadDb } from '../core/connection'
import { USABLE } from './caption-choice'

/** What people say of an image, in the order of its captions. */
export function listReferences(db: ReadDb, imageId: number): string[] {
  return all<{ text: string }>(
    db,
    `SELECT text FROM caption WHERE image_id = ? AND ${USABLE} ORDER BY position, id`,
    imageId
  ).map(({ text }) => text)
}
