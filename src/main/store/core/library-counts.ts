import type { LibraryCounts } from '../../../shared/domain'
import { get, type ReadDb } from './connection'

/** How much the library holds. Counting is a walk over every row. */
export function libraryCounts(db: ReadDb): LibraryCounts {
  const counts = get<LibraryCounts>(
    db,
    `SELECT (SELECT count(*) FROM image) AS images, (SELECT count(*) FROM caption) AS captions,
       (SELECT count(*) FROM pair) AS pairs, (SELECT count(*) FROM model) AS models,
       (SELECT count(*) FROM run) AS runs`
  )
  return counts ?? { images: 0, captions: 0, pairs: 0, models: 0, runs: 0 }
}
