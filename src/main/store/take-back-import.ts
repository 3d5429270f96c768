import { indexImageText } from './caption-rows'
import { all, run, transaction, type WriteDb } from './connection'

/** Takes back imports that a crash cut short. */
export function takeBackUnfinishedImports(db: WriteDb): void {
  for (const { id } of all<{ id: number }>(db, "SELECT id FROM import WHERE state = 'running'")) {
    takeBackImport(db, id)
  }
}

/**
 * Removes what an import has added, except images and pairs that a person has worked on meanwhile:
 * an acknowledged edit is never lost.
 */
export function takeBackImport(db: WriteDb, importId: number): void {
  transaction(db, () => {
    const images = all<{ id: number; whole: number }>(
      db,
      `SELECT id, import_id IS :importId AS whole FROM image
       WHERE (import_id = :importId
           OR id IN (SELECT image_id FROM imported_caption WHERE import_id = :importId))
         AND NOT EXISTS (SELECT 1 FROM caption WHERE image_id = image.id
           AND (source <> 'imported' OR version > 1))
         AND NOT EXISTS (SELECT 1 FROM revision WHERE entity = 'image' AND entity_id = image.id)`,
      { importId }
    )
    for (const { id, whole } of images) takeBackImage(db, id, whole === 1, importId)
    run(
      db,
      `DELETE FROM pair_text WHERE rowid IN
         (SELECT id FROM pair WHERE import_id = ? AND version = 1)`,
      importId
    )
    run(db, 'DELETE FROM pair WHERE import_id = ? AND version = 1', importId)
    run(db, "UPDATE import SET state = 'taken-back' WHERE id = ?", importId)
  })
}

function takeBackImage(db: WriteDb, id: number, whole: boolean, importId: number): void {
  run(
    db,
    `DELETE FROM revision WHERE entity = 'caption' AND entity_id IN
       (SELECT id FROM caption WHERE image_id = ? AND import_id = ?)`,
    id,
    importId
  )
  if (whole) {
    run(db, 'DELETE FROM image_text WHERE rowid = ?', id)
    run(db, 'DELETE FROM image WHERE id = ?', id)
    return
  }
  run(db, 'DELETE FROM caption WHERE image_id = ? AND import_id = ?', id, importId)
  run(db, 'DELETE FROM imported_caption WHERE image_id = ? AND import_id = ?', id, importId)
  indexImageText(db, id)
}
