import { indexImageText } from '../captions/caption-rows'
import { all, holdChanges, run, transaction, unflushed, type WriteDb } from '../core/connection'

/** Takes back imports that a crash cut short. */
export function takeBackUnfinishedImports(db: WriteDb): void {
  for (const { id } of all<{ id: number }>(db, "SELECT id FROM import WHERE state = 'running'")) {
    for (const step of takeBackSteps(db, id)) step()
  }
}

/** Rows taken back in one step: a few milliseconds of work. */
const STEP = 100

/**
 * Removes what an import has added, except images and pairs that a person has worked on meanwhile:
 * an acknowledged edit is never lost. The process does other things between the steps; a crash
 * amid them leaves an import that the next opening takes back.
 */
export async function takeBackImport(db: WriteDb, importId: number): Promise<void> {
  const tell = holdChanges(db)
  try {
    for (const step of takeBackSteps(db, importId)) {
      unflushed(db, step)
      await new Promise((resolve) => setImmediate(resolve))
    }
  } finally {
    tell()
  }
}

function* takeBackSteps(db: WriteDb, importId: number): Generator<() => void> {
  let page = pageTouchedImages(db, importId, 0)
  while (page.length > 0) {
    const images = page
    yield () => transaction(db, () => takeBackImages(db, images, importId))
    page = pageTouchedImages(db, importId, images.at(-1)?.id ?? 0)
  }
  let pairs = pagePairs(db, importId)
  while (pairs.length > 0) {
    const ids = pairs
    yield () => transaction(db, () => takeBackPairs(db, ids))
    pairs = pagePairs(db, importId)
  }
  yield () =>
    transaction(db, () => {
      run(db, "DELETE FROM extra WHERE entity = 'import' AND entity_id = ?", importId)
      run(db, "UPDATE import SET state = 'taken-back' WHERE id = ?", importId)
    })
}

interface TouchedImage {
  id: number
  /** Whether the import brought the image itself, and not captions alone. */
  whole: number
}

function pageTouchedImages(db: WriteDb, importId: number, after: number): TouchedImage[] {
  return all(
    db,
    `SELECT id, import_id IS :importId AS whole FROM image
     WHERE id > :after AND (import_id = :importId
         OR id IN (SELECT image_id FROM imported_caption WHERE import_id = :importId))
       AND NOT EXISTS (SELECT 1 FROM caption WHERE image_id = image.id
         AND (import_id IS NULL OR version > 1))
       AND NOT EXISTS (SELECT 1 FROM revision WHERE entity = 'image' AND entity_id = image.id)
     ORDER BY id LIMIT :limit`,
    { importId, after, limit: STEP }
  )
}

function pagePairs(db: WriteDb, importId: number): number[] {
  return all<{ id: number }>(
    db,
    'SELECT id FROM pair WHERE import_id = ? AND version = 1 LIMIT ?',
    importId,
    STEP
  ).map(({ id }) => id)
}

function takeBackPairs(db: WriteDb, ids: readonly number[]): void {
  for (const id of ids) {
    run(db, 'DELETE FROM pair_text WHERE rowid = ?', id)
    run(db, "DELETE FROM extra WHERE entity = 'pair' AND entity_id = ?", id)
    run(db, 'DELETE FROM pair WHERE id = ?', id)
  }
}

function takeBackImages(db: WriteDb, images: readonly TouchedImage[], importId: number): void {
  for (const { id, whole } of images) {
    const captions = 'SELECT id FROM caption WHERE image_id = ? AND import_id = ?'
    for (const table of ['revision', 'extra']) {
      run(
        db,
        `DELETE FROM ${table} WHERE entity = 'caption' AND entity_id IN (${captions})`,
        id,
        importId
      )
    }
    if (whole === 1) {
      run(db, "DELETE FROM extra WHERE entity = 'image' AND entity_id = ?", id)
      run(db, 'DELETE FROM image_text WHERE rowid = ?', id)
      run(db, 'DELETE FROM image_name WHERE rowid = ?', id)
      run(db, 'DELETE FROM caption WHERE image_id = ?', id)
      run(db, 'DELETE FROM image WHERE id = ?', id)
    } else {
      run(db, 'DELETE FROM caption WHERE image_id = ? AND import_id = ?', id, importId)
      run(db, 'DELETE FROM imported_caption WHERE image_id = ? AND import_id = ?', id, importId)
      indexImageText(db, id)
    }
    // Captions whose history went with the import are not to be brought back.
    run(
      db,
      `DELETE FROM removed_caption WHERE image_id = ? AND NOT EXISTS (
         SELECT 1 FROM revision WHERE entity = 'caption' AND entity_id = removed_caption.id)`,
      id
    )
  }
}
