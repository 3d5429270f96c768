import { closeDb, get, openScratch, run, transaction, value } from '../core/connection'

/** A caption of an annotation; `id` and `image` are keys that two different ids never share. */
export interface PairedCaption {
  id: string
  image: string
  text: string
}

/** English captions on the disk, to be joined with Vietnamese ones of the same annotations or images. */
export interface Pairing {
  addEnglish(captions: readonly PairedCaption[]): void
  /** How many of the captions have an English one of the same annotation and image. */
  shared(captions: readonly PairedCaption[]): number
  /** The English caption for a Vietnamese one; each is given once. Null where there is none. */
  take(caption: PairedCaption, by: 'annotation' | 'image'): string | null
  close(): void
}

const SCHEMA = `
  CREATE TABLE english (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, image TEXT NOT NULL, text TEXT NOT NULL,
    taken INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX english_by_id ON english (id, image, taken);
  CREATE INDEX english_by_image ON english (image, taken, seq)`

const WHERE = {
  annotation: 'id = :id AND image = :image',
  image: 'image = :image'
} as const

/** Opens a scratch database that vanishes when it is closed. */
export function openPairing(): Pairing {
  const db = openScratch(SCHEMA)
  return {
    addEnglish(captions) {
      const sql = 'INSERT INTO english (id, image, text) VALUES (?, ?, ?)'
      transaction(db, () => {
        for (const { id, image, text } of captions) run(db, sql, id, image, text)
      })
    },
    shared: (captions) =>
      captions.filter(
        ({ id, image }) =>
          value<number>(db, `SELECT EXISTS (SELECT 1 FROM english WHERE ${WHERE.annotation})`, {
            id,
            image
          }) === 1
      ).length,
    take({ id, image }, by) {
      const found = get<{ seq: number; text: string }>(
        db,
        `SELECT seq, text FROM english WHERE ${WHERE[by]} AND taken = 0 ORDER BY seq LIMIT 1`,
        by === 'annotation' ? { id, image } : { image }
      )
      if (!found) return null
      run(db, 'UPDATE english SET taken = 1 WHERE seq = ?', found.seq)
      return found.text
    },
    close: () => closeDb(db)
  }
}
