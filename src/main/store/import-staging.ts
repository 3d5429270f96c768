import { all, closeDb, get, openScratch, run, value, type WriteDb } from './connection'

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
    -- Found when the pictures are checked. One that another name led to first is same_as that.
    path TEXT UNIQUE, content_hash TEXT, width INTEGER, height INTEGER, bytes INTEGER,
    same_as INTEGER
  );
  CREATE TABLE image_key (key TEXT PRIMARY KEY, image INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE caption (
    seq INTEGER PRIMARY KEY, image INTEGER, key TEXT, text TEXT NOT NULL, extra TEXT,
    place TEXT, record TEXT
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
}

/** A picture that was really read. */
export interface PictureFacts {
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
}

/**
 * Adds a record of a picture; records of one name become one image, at the place of the first.
 * `joined` says that an earlier record named it; null is returned for a key that is taken.
 */
export function stageImage(
  { db }: Staging,
  image: { name: string; place: string; extra: string | null; key: string | null },
  captions: readonly StagedCaption[]
): { joined: boolean } | null {
  if (image.key !== null && get(db, 'SELECT 1 FROM image_key WHERE key = ?', image.key)) return null
  const { lastId, changes } = run(
    db,
    `INSERT INTO image (name, place, records, extra) VALUES (?, ?, 1, ?)
     ON CONFLICT (name) DO NOTHING`,
    image.name,
    image.place,
    image.extra
  )
  const joined = changes === 0
  const seq = joined
    ? value<number>(db, 'SELECT seq FROM image WHERE name = ?', image.name)
    : lastId
  if (joined) {
    run(
      db,
      'UPDATE image SET records = records + 1, extra = coalesce(extra, ?) WHERE seq = ?',
      image.extra,
      seq
    )
  }
  if (image.key !== null) {
    run(db, 'INSERT INTO image_key (key, image) VALUES (?, ?)', image.key, seq)
  }
  for (const { text, extra } of captions) {
    run(db, 'INSERT INTO caption (image, text, extra) VALUES (?, ?, ?)', seq, text, extra)
  }
  return { joined }
}

/** A caption that names its picture by the file's own key. */
export interface ApartCaption extends StagedCaption {
  key: string
  place: string
  /** Its record as JSON, shortened, for saying that its picture is nowhere. */
  record: string
}

export function stageApartCaption({ db }: Staging, caption: ApartCaption): void {
  run(
    db,
    'INSERT INTO caption (key, text, extra, place, record) VALUES (?, ?, ?, ?, ?)',
    caption.key,
    caption.text,
    caption.extra,
    caption.place,
    caption.record
  )
}

/** Gives captions behind `after` that stand apart to their pictures; `orphans` have none. */
export function settleApartCaptions(
  { db }: Staging,
  after: number,
  limit: number
): { last: number | null; orphans: { place: string; record: string }[] } {
  const rows = all<{ seq: number; image: number | null; place: string; record: string }>(
    db,
    `SELECT caption.seq, image_key.image, place, record FROM caption
     LEFT JOIN image_key ON image_key.key = caption.key
     WHERE caption.seq > ? AND caption.key IS NOT NULL ORDER BY caption.seq LIMIT ?`,
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
    'SELECT seq, name, place, records, extra FROM image WHERE seq > ? ORDER BY seq LIMIT ?',
    after,
    limit
  )
}

export const countStagedImages = ({ db }: Staging): number =>
  value(db, 'SELECT count(*) FROM image')

/**
 * Notes what the picture of a staged image is. Another name of a picture, such as one in the other
 * Unicode normal form, gives its captions to the image that had the picture first: then false.
 */
export function settlePicture({ db }: Staging, seq: number, picture: PictureFacts): boolean {
  const first = get<{ seq: number }>(db, 'SELECT seq FROM image WHERE path = ?', picture.path)
  if (first) {
    run(db, 'UPDATE caption SET image = ? WHERE image = ?', first.seq, seq)
    run(db, 'UPDATE image SET same_as = ? WHERE seq = ?', first.seq, seq)
    return false
  }
  run(
    db,
    `UPDATE image SET path = :path, content_hash = :contentHash, width = :width,
       height = :height, bytes = :bytes WHERE seq = :seq`,
    { ...picture, seq }
  )
  return true
}

export type SettledImage = StagedImage & PictureFacts & { captions: StagedCaption[] }

/** Images with a picture behind `after`, each with at most `mostCaptions` of its captions. */
export function pageSettledImages(
  { db }: Staging,
  after: number,
  limit: number,
  mostCaptions: number
): SettledImage[] {
  return all<Omit<SettledImage, 'captions'>>(
    db,
    `SELECT seq, name, place, records, extra, path, content_hash AS contentHash, width, height,
       bytes FROM image WHERE seq > ? AND path IS NOT NULL ORDER BY seq LIMIT ?`,
    after,
    limit
  ).map((image) => ({
    ...image,
    captions: all<StagedCaption>(
      db,
      'SELECT text, extra FROM caption WHERE image = ? ORDER BY seq LIMIT ?',
      image.seq,
      mostCaptions
    )
  }))
}

export function countCaptions({ db }: Staging, image: number): number {
  return value(db, 'SELECT count(*) FROM caption WHERE image = ?', image)
}
