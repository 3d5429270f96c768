import type { Split } from '../../../shared/domain'
import { all, closeDb, get, openScratch, run, value, type WriteDb } from '../core/connection'
import { joinFields } from './join-fields'

/**
 * What an import has read, on the disk and not in memory, until all of it is known to be good. It
 * is a database of its own that vanishes when it is closed, and with the process.
 */
export interface Staging {
  readonly db: WriteDb
  close(): void
}

const SCHEMA = `
  CREATE TABLE image (
    seq INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    place TEXT NOT NULL,
    records INTEGER NOT NULL,
    extra TEXT,
    split TEXT,
    -- Where its file was put that came inside the one that is read.
    source TEXT,
    -- Found when the images are checked. One that another name led to first is same_as that.
    path TEXT UNIQUE, content_hash TEXT, width INTEGER, height INTEGER, bytes INTEGER,
    same_as INTEGER
  );
  CREATE TABLE image_key (key TEXT PRIMARY KEY, image INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE caption (
    seq INTEGER PRIMARY KEY, image INTEGER, key TEXT, text TEXT NOT NULL, extra TEXT,
    marks TEXT, place TEXT, record TEXT
  );
  CREATE INDEX caption_by_image ON caption (image, seq);
  CREATE TABLE pair (
    seq INTEGER PRIMARY KEY, english TEXT NOT NULL, vietnamese TEXT NOT NULL, extra TEXT,
    repetition INTEGER NOT NULL
  );
  CREATE TABLE pair_key (key TEXT PRIMARY KEY, repetition INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE held (rank TEXT PRIMARY KEY) WITHOUT ROWID`

export function openStaging(): Staging {
  const db = openScratch(SCHEMA)
  return { db, close: () => closeDb(db) }
}

export interface StagedCaption {
  text: string
  extra: string | null
  /** What else the file says of it, as a JSON object; null where it says nothing. */
  marks: string | null
}

/** An image that was really read. */
export interface ImageFacts {
  path: string
  contentHash: string
  width: number
  height: number
  bytes: number
}

export interface StagedImage {
  seq: number
  name: string
  /** Where the first record that names it stands, and how many there are. */
  place: string
  records: number
  extra: string | null
  /** Absolute path of its file where that came inside the input, else null. */
  source: string | null
  /** The split that the file puts it in, null where it does not say. */
  split: Split | null
}

/**
 * Adds a record of an image; records of one name become one image, at the place of the first.
 * `joined` says that an earlier record named it, `differing` which of the additional fields have
 * another value there, which stands; null is returned for a key that is taken.
 */
export function stageImage(
  { db }: Staging,
  image: Pick<StagedImage, 'name' | 'place' | 'extra' | 'source' | 'split'> & {
    key: string | null
  },
  captions: readonly StagedCaption[]
): { joined: boolean; differing: string[] } | null {
  if (image.key !== null && get(db, 'SELECT 1 FROM image_key WHERE key = ?', image.key)) return null
  const row = get<{ seq: number; records: number; extra: string | null }>(
    db,
    `INSERT INTO image (name, place, records, extra, source, split) VALUES (?, ?, 1, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET records = records + 1 RETURNING seq, records, extra`,
    image.name,
    image.place,
    image.extra,
    image.source,
    image.split
  )
  if (!row) throw new Error('a staged image comes back')
  const { seq } = row
  const joined = row.records > 1
  const { fields, differing } = joinFields(row.extra, image.extra)
  if (fields !== row.extra) run(db, 'UPDATE image SET extra = ? WHERE seq = ?', fields, seq)
  if (image.key !== null) {
    run(db, 'INSERT INTO image_key (key, image) VALUES (?, ?)', image.key, seq)
  }
  for (const caption of captions) addCaption(db, seq, caption)
  return { joined, differing }
}

/** The `source` of the staged image of this name; undefined where no record has named it. */
export const stagedSource = ({ db }: Staging, name: string): string | null | undefined =>
  get<{ source: string | null }>(db, 'SELECT source FROM image WHERE name = ?', name)?.source

const addCaption = (db: WriteDb, image: number, { text, extra, marks }: StagedCaption) =>
  run(
    db,
    'INSERT INTO caption (image, text, extra, marks) VALUES (?, ?, ?, ?)',
    image,
    text,
    extra,
    marks
  )

/** A caption that names its image by the file's own key. */
export interface ApartCaption extends StagedCaption {
  key: string
  place: string
}

/**
 * Adds a caption to the image of its key. Where no record has told of that one yet, the caption
 * waits for it: `record`, shortened JSON, then says what it was if none ever does.
 */
export function stageApartCaption(
  { db }: Staging,
  { key, place, ...caption }: ApartCaption,
  record: () => string
): void {
  const found = get<{ image: number }>(db, 'SELECT image FROM image_key WHERE key = ?', key)
  if (found) {
    addCaption(db, found.image, caption)
    return
  }
  run(
    db,
    'INSERT INTO caption (key, text, extra, marks, place, record) VALUES (?, ?, ?, ?, ?, ?)',
    key,
    caption.text,
    caption.extra,
    caption.marks,
    place,
    record()
  )
}

/** Gives captions behind `after` that wait for their images to them; `orphans` have none. */
export function settleApartCaptions(
  { db }: Staging,
  after: number,
  limit: number
): { last: number | null; orphans: { place: string; record: string }[] } {
  const rows = all<{ seq: number; image: number | null; place: string; record: string }>(
    db,
    `SELECT caption.seq, image_key.image, place, record FROM caption
     LEFT JOIN image_key ON image_key.key = caption.key
     WHERE caption.image IS NULL AND caption.seq > ? ORDER BY caption.seq LIMIT ?`,
    after,
    limit
  )
  for (const { seq, image } of rows) {
    if (image !== null) run(db, 'UPDATE caption SET image = ? WHERE seq = ?', image, seq)
  }
  return {
    last: rows.at(-1)?.seq ?? null,
    orphans: rows.filter(({ image }) => image === null)
  }
}

/** Staged images behind `after`, in the order of the file. */
export function pageStagedImages({ db }: Staging, after: number, limit: number): StagedImage[] {
  return all(
    db,
    `SELECT seq, name, place, records, extra, source, split FROM image WHERE seq > ?
     ORDER BY seq LIMIT ?`,
    after,
    limit
  )
}

export const countStagedImages = ({ db }: Staging): number =>
  value(db, 'SELECT count(*) FROM image')

/**
 * Notes what the image of a staged image is. Another name of an image, such as one in the other
 * Unicode normal form, gives its captions and fields to the image that had the image first: then
 * the fields that have another value there are named, else null is returned.
 */
export function settleImage(
  { db }: Staging,
  { seq, extra }: StagedImage,
  image: ImageFacts
): { differing: string[] } | null {
  const first = get<{ seq: number; extra: string | null }>(
    db,
    'SELECT seq, extra FROM image WHERE path = ?',
    image.path
  )
  if (first) {
    const { fields, differing } = joinFields(first.extra, extra)
    run(db, 'UPDATE image SET extra = ? WHERE seq = ?', fields, first.seq)
    run(db, 'UPDATE caption SET image = ? WHERE image = ?', first.seq, seq)
    run(db, 'UPDATE image SET same_as = ? WHERE seq = ?', first.seq, seq)
    return { differing }
  }
  run(
    db,
    `UPDATE image SET path = :path, content_hash = :contentHash, width = :width,
       height = :height, bytes = :bytes WHERE seq = :seq`,
    { ...image, seq }
  )
  return null
}

export type SettledImage = StagedImage & ImageFacts

/** Images with an image behind `after`, in the order of the file. */
export function pageSettledImages({ db }: Staging, after: number, limit: number): SettledImage[] {
  return all(
    db,
    `SELECT seq, name, place, records, extra, source, split, path, content_hash AS contentHash,
       width, height, bytes FROM image WHERE seq > ? AND path IS NOT NULL ORDER BY seq LIMIT ?`,
    after,
    limit
  )
}

/** The first captions of a staged image, in the order of the file. */
export function listStagedCaptions({ db }: Staging, image: number, limit: number): StagedCaption[] {
  return all(
    db,
    'SELECT text, extra, marks FROM caption WHERE image = ? ORDER BY seq LIMIT ?',
    image,
    limit
  )
}

export function countCaptions({ db }: Staging, image: number): number {
  return value(db, 'SELECT count(*) FROM caption WHERE image = ?', image)
}
