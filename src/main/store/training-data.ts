import { createHash } from 'node:crypto'
import type { Split } from '../../shared/domain'
import { iterate, value, type ReadDb } from './connection'

export interface TrainingCaption {
  captionId: number
  imageId: number
  imageName: string
  text: string
  version: number
}

export interface TrainingPair {
  pairId: number
  english: string
  vietnamese: string
  version: number
}

/**
 * Captions of a split that a run may train or be scored on: not blank, not rejected or skipped, of
 * a picture that is there, and not a model's own unless a person accepted it. By image, in the
 * order of the images' names.
 */
export function iterateTrainingCaptions(
  db: ReadDb,
  split: Split
): IterableIterator<TrainingCaption> {
  return iterate(
    db,
    `SELECT caption.id AS captionId, image.id AS imageId, image.name AS imageName, caption.text,
       caption.version
     ${FROM_CAPTIONS} ORDER BY image.sort_key, image.id, caption.position, caption.id`,
    split,
    BLANKS
  )
}

/** Pairs of a split with text on both sides, in the order of their import. */
export function iterateTrainingPairs(db: ReadDb, split: Split): IterableIterator<TrainingPair> {
  return iterate(
    db,
    `SELECT id AS pairId, english, vietnamese, version ${FROM_PAIRS} ORDER BY id`,
    split,
    BLANKS,
    BLANKS
  )
}

/** How much there is to train on, before tokenising, and how many pictures to validate with. */
export interface TrainingCounts {
  captions: number
  pairs: number
  validationImages: number
  /** In characters; 0 where there are none. */
  longestCaption: number
  longestPair: number
}

export function countTraining(db: ReadDb): TrainingCounts {
  const captions = `SELECT count(*) ${FROM_CAPTIONS}`
  const images = `SELECT count(DISTINCT image.id) ${FROM_CAPTIONS}`
  return {
    captions: value(db, captions, 'train', BLANKS),
    pairs: value(db, `SELECT count(*) ${FROM_PAIRS}`, 'train', BLANKS, BLANKS),
    validationImages: value(db, images, 'val', BLANKS),
    longestCaption: value(
      db,
      `SELECT ${longest('caption.text')} ${FROM_CAPTIONS}`,
      'train',
      BLANKS
    ),
    longestPair: value(db, `SELECT ${longest('vietnamese')} ${FROM_PAIRS}`, 'train', BLANKS, BLANKS)
  }
}

const longest = (text: string): string => `coalesce(max(length(${text})), 0)`

/**
 * SHA-256 over what training depends on: each caption's id, version and split and whether its
 * picture is there, and each pair's id and version. Splits of pairs change with their version.
 */
export function dataVersion(db: ReadDb): string {
  const hash = createHash('sha256')
  const add = (sql: string) => {
    for (const row of iterate<{ line: string }>(db, sql)) hash.update(row.line + '\n')
  }
  add(
    `SELECT concat_ws(' ', 'caption', caption.id, caption.version, image.split, image.missing,
       image.content_hash) AS line
     FROM caption JOIN image ON image.id = image_id ORDER BY caption.id`
  )
  add("SELECT concat_ws(' ', 'pair', id, version) AS line FROM pair ORDER BY id")
  return hash.digest('hex')
}

/** What counts as blank: SQLite's trim knows the plain space alone. */
const BLANKS = ' \t\r\n\u00a0'

const FROM_CAPTIONS = `FROM image JOIN caption ON caption.image_id = image.id
  WHERE image.split = ? AND NOT image.missing AND trim(caption.text, ?) <> ''
    AND (caption.status = 'accepted'
      OR (caption.status = 'draft' AND caption.source <> 'model'))`

const FROM_PAIRS =
  "FROM pair WHERE split = ? AND trim(english, ?) <> '' AND trim(vietnamese, ?) <> ''"
