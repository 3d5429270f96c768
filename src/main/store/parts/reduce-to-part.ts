import { randomBytes } from 'node:crypto'
import { AppError } from '../../../shared/errors'
import { indexImageText } from '../captions/caption-rows'
import { all, numbers, run, transaction, vacuum, value, type WriteDb } from '../core/connection'
import { indexImageName } from '../images/image-name'
import { filterCondition } from '../search/image-filter'
import { fingerprintOf, identityOf, marksOf, type SplitFrom } from './identity'

/** What becomes of a table's rows in a part. */
type Rule = 'keep' | 'empty' | { of: string }

const IMAGES = 'SELECT id FROM image'
const CAPTIONS = 'SELECT id FROM caption UNION ALL SELECT id FROM removed_caption'
const WORKER = "(SELECT split_from ->> 'part' FROM library_identity)"
const CHANGES = 'SELECT group_id FROM revision'

/**
 * Every table, in the order in which rows are taken out: `of` says which rows stay. A part holds
 * nothing of the images that are not in it.
 */
export const partTables: Readonly<Record<string, Rule>> = {
  embedding: 'empty',
  embedding_set: 'empty',
  embedding_failure: 'empty',
  model: 'empty',
  evaluated_image: 'empty',
  evaluated_caption: 'empty',
  ledger: 'empty',
  captioning: 'empty',
  caption_origin: 'empty',
  sample: 'empty',
  metric_point: 'empty',
  checkpoint: 'empty',
  cluster_task: 'empty',
  cluster_work: 'empty',
  run: 'empty',
  job: 'empty',
  pair_text: 'empty',
  pair: 'empty',
  library_merge: 'empty',
  library_part: 'empty',
  merged_row: 'empty',
  // What is given to whoever the part is for; whom other images are given to is the library's own matter.
  assignment: {
    of: `person = ${WORKER} AND image_id IN (SELECT id FROM chosen)
      AND list_id IN (SELECT id FROM work_list WHERE closed_at IS NULL)`
  },
  work_list: { of: 'id IN (SELECT list_id FROM assignment)' },
  work_member: { of: `person = ${WORKER}` },
  duplicate: 'empty',
  // Written anew: what was taken out of an index can still be read from its file.
  image_text: 'empty',
  image_name: 'empty',
  // Images first: their captions and tags go with them.
  image: { of: 'id IN (SELECT id FROM chosen)' },
  caption: 'keep',
  image_tag: 'keep',
  imported_caption: 'keep',
  removed_caption: { of: `image_id IN (${IMAGES})` },
  picture_hash: { of: 'content_hash IN (SELECT content_hash FROM image)' },
  revision: {
    of: `(entity = 'image' AND entity_id IN (${IMAGES}))
      OR (entity = 'caption' AND entity_id IN (${CAPTIONS}))`
  },
  change_group: { of: `id IN (${CHANGES})` },
  import: {
    of: `id IN (SELECT import_id FROM image UNION ALL SELECT import_id FROM caption
      UNION ALL SELECT import_id FROM imported_caption)`
  },
  extra: {
    of: `(entity = 'image' AND entity_id IN (${IMAGES}))
      OR (entity = 'caption' AND entity_id IN (${CAPTIONS}))
      OR (entity = 'import' AND entity_id IN (SELECT id FROM import))`
  },
  saved_filter: 'keep',
  check_settings: 'keep',
  review_settings: 'keep',
  library_identity: 'keep'
}

/**
 * Makes a copy of a library's database a part of the library: the images that fit the filter, with
 * their captions and the history of these. Throws `filter.invalid`, `part.empty`.
 */
export function reduceToPart(
  db: WriteDb,
  { library, part: name, filter }: { library: string; part: string; filter: string }
): void {
  const part = name.normalize('NFC')
  const { sql, params } = filterCondition({ text: filter })
  const { id } = identityOf(db)
  const marks = marksOf(db, part)
  const fingerprint = fingerprintOf(db, marks.revision)
  const from: SplitFrom = { id, name: library, part, filter, at: Date.now(), marks, fingerprint }
  transaction(db, () => {
    run(
      db,
      'UPDATE library_identity SET id = ?, split_from = ?',
      randomBytes(6).toString('hex'),
      JSON.stringify(from)
    )
    run(db, 'CREATE TEMP TABLE chosen (id INTEGER PRIMARY KEY) STRICT')
    run(db, `INSERT INTO chosen SELECT id FROM image WHERE ${sql}`, ...params)
    if (value<number>(db, 'SELECT count(*) FROM chosen') === 0) {
      throw new AppError('part.empty', { filter })
    }
    for (const [table, rule] of Object.entries(partTables)) {
      if (rule === 'keep') continue
      if (rule !== 'empty') run(db, `DELETE FROM ${table} WHERE NOT (${rule.of})`)
      else if (table.endsWith('_text') || table === 'image_name') {
        run(db, `INSERT INTO ${table} (${table}) VALUES ('delete-all')`)
      } else run(db, `DELETE FROM ${table}`)
    }
    run(db, 'DROP TABLE chosen')
    for (const id of numbers(db, IMAGES)) indexImageText(db, id)
    for (const { id, name } of all<{ id: number; name: string }>(
      db,
      'SELECT id, name FROM image'
    )) {
      indexImageName(db, id, name)
    }
    // What was done in the library is not undone in the part.
    run(db, "UPDATE change_group SET state = 'fixed', undone_from = NULL")
    run(db, 'UPDATE assignment SET done_group = NULL')
  })
  vacuum(db)
}

/** The images of a part, with their paths as the library has them. */
export const listPartImages = (
  db: WriteDb
): { id: number; path: string; contentHash: string; missing: number }[] =>
  all(db, 'SELECT id, path, content_hash AS contentHash, missing FROM image ORDER BY id')

/** Says where the images of a part lie: stored paths by id. */
export function placePartImages(
  db: WriteDb,
  places: readonly { id: number; path: string; missing: boolean }[]
): void {
  transaction(db, () => {
    // No two at a time may have one path.
    run(db, "UPDATE image SET path = '/' || id")
    for (const { id, path, missing } of places) {
      run(db, 'UPDATE image SET path = ?, missing = ? WHERE id = ?', path, missing ? 1 : 0, id)
    }
  })
}
