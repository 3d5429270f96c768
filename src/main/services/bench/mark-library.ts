import { run, transaction, unflushed, type WriteDb } from '../../store/core/connection'

/**
 * Lets a library of made-up images look as after some weeks of work, for measuring filters by fields:
 * every caption has one of three authors, every tenth is accepted by a person, some images are tagged, missing, or near-duplicates.
 */
export function markLibrary(db: WriteDb): void {
  unflushed(db, () =>
    transaction(db, () => {
      run(db, "UPDATE caption SET author = 'người ' || (id % 3)")
      run(
        db,
        `UPDATE caption SET status = 'accepted', source = 'person', version = 2, updated_at = ?,
           reviewer = 'minh'
         WHERE id % 10 = 0`,
        Date.now()
      )
      run(
        db,
        "INSERT INTO image_tag (tag, image_id) SELECT 'ưu tiên', id FROM image WHERE id % 50 = 0"
      )
      run(db, 'UPDATE image SET missing = 1 WHERE id % 500 = 0')
      run(
        db,
        'INSERT INTO duplicate (image_id, cluster) SELECT id, id - id % 2 FROM image WHERE id % 100 IN (2, 3)'
      )
    })
  )
}
