import { parseExact } from '../../base/exact-json'
import { all, get, run, value, type ReadDb, type WriteDb } from '../core/connection'
import { joinFields, type ExtraFields } from './join-fields'

export type ExtraEntity = 'import' | 'image' | 'caption' | 'pair'

/** Which of a format's fields is the record's own number or text there. */
const KEYS: Record<string, string> = { coco: 'id', ktvic: 'id' }

/**
 * Keeps fields beside an entity, in place of those of the same names that the format had there; its
 * others stay.
 */
export function putExtra(
  db: WriteDb,
  format: string,
  entity: ExtraEntity,
  id: number,
  fields: string
): void {
  const before = get<{ fields: string }>(db, SELECT_FIELDS, format, entity, id)
  if (before?.fields === fields) return
  const key = KEYS[format]
  run(
    db,
    `INSERT OR REPLACE INTO extra (format, entity, entity_id, fields, key)
     VALUES (:format, :entity, :id, :fields, CASE WHEN :key IS NULL THEN NULL
       ELSE :fields -> :key END)`,
    {
      format,
      entity,
      id,
      fields: joinFields(fields, before?.fields ?? null).fields,
      key: key === undefined ? null : `$.${key}`
    }
  )
}

const SELECT_FIELDS = 'SELECT fields FROM extra WHERE format = ? AND entity = ? AND entity_id = ?'

/** The fields that a format has beside an entity; null where it has none. */
export function getExtra(
  db: ReadDb,
  format: string,
  entity: ExtraEntity,
  id: number
): ExtraFields | null {
  const row = get<{ fields: string }>(db, SELECT_FIELDS, format, entity, id)
  return row ? (parseExact(row.fields) as ExtraFields) : null
}

/**
 * What imported files of a format say of themselves as a whole, oldest first; of a file that was
 * imported several times, what it said the last time.
 */
export function listFileExtras(db: ReadDb, format: string): ExtraFields[] {
  return all<{ fields: string }>(
    db,
    `SELECT fields FROM extra JOIN import ON import.id = entity_id AND import.state = 'done'
     WHERE extra.format = :format AND entity = 'import' AND NOT EXISTS (
       SELECT 1 FROM import AS later WHERE later.path = import.path AND later.id > import.id
         AND later.format = import.format AND later.state = 'done')
     ORDER BY entity_id`,
    { format }
  ).map(({ fields }) => parseExact(fields) as ExtraFields)
}

/** Whether a format has fields beside any entity of a kind. */
export function hasExtras(db: ReadDb, format: string, entity: ExtraEntity): boolean {
  const sql = 'SELECT 1 FROM extra WHERE format = ? AND entity = ? LIMIT 1'
  return get(db, sql, format, entity) !== undefined
}

/**
 * Whether an earlier image, or caption of one, of the split has the same key in the format, so that
 * it cannot be written twice.
 */
export function isKeyTaken(
  db: ReadDb,
  format: string,
  entity: 'image' | 'caption',
  { id, key, split }: { id: number; key: string; split: string }
): boolean {
  const image =
    entity === 'image' ? 'entity_id' : '(SELECT image_id FROM caption WHERE id = entity_id)'
  const earlier = get(
    db,
    `SELECT 1 FROM extra JOIN image ON image.id = ${image}
     WHERE format = :format AND entity = :entity AND key = :key AND entity_id < :id
       AND (:split = 'all' OR split = :split) LIMIT 1`,
    { format, entity, key, id, split }
  )
  return earlier !== undefined
}

/** Whether another image of the split has the same key in the format, so that it names neither. */
export function isKeyShared(
  db: ReadDb,
  format: string,
  { id, key, split }: { id: number; key: string; split: string }
): boolean {
  const other = get(
    db,
    `SELECT 1 FROM extra JOIN image ON image.id = entity_id
     WHERE format = :format AND entity = 'image' AND key = :key AND entity_id <> :id
       AND (:split = 'all' OR split = :split) LIMIT 1`,
    { format, key, id, split }
  )
  return other !== undefined
}

/** The highest number that is a key in the format, rounded down, of any size; 0 where there is none. */
export function highestKey(db: ReadDb, format: string, entity: ExtraEntity): bigint {
  const whole = get<{ key: string }>(
    db,
    `SELECT key FROM extra WHERE format = ? AND entity = ? AND key GLOB '[0-9]*'
       AND key NOT GLOB '*[^0-9]*'
     ORDER BY length(key) DESC, key DESC LIMIT 1`,
    format,
    entity
  )
  // Such as 5.0 or 1e6, of which a file that is sound has few.
  const other = value<number | null>(
    db,
    `SELECT max(CAST(key AS REAL)) FROM extra WHERE format = ? AND entity = ?
       AND key GLOB '[0-9]*' AND key GLOB '*[^0-9]*'`,
    format,
    entity
  )
  const highest = BigInt(whole?.key ?? 0)
  const rounded = Number.isFinite(other) ? BigInt(Math.floor(other ?? 0)) : 0n
  return rounded > highest ? rounded : highest
}
