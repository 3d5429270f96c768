import { createHash } from 'node:crypto'
import type { CaptionChoice, RunConfig, Split } from '../../../shared/domain'
import { captionCondition } from '../captions/caption-choice'
import { get, iterate, value, type ReadDb } from '../core/connection'
import type { Condition } from '../search/filter-sql'
import { filterCondition } from '../search/image-filter'
import { pairTimes, type PairTimes } from './pair-sources'

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
  /** The import that it came with; null where a person wrote it. */
  importId: number | null
}

/** Which captions of a split are meant: those of some images, and of these some. */
export type TrainingChoice = Partial<CaptionChoice & Pick<RunConfig, 'captionFilter'>>

/** Which captions and pairs a run trains on and is validated with. */
export type DataChoice = TrainingChoice &
  Partial<Pick<RunConfig, 'trainSplit' | 'validationSplit' | 'pairRepeat' | 'pairWeights'>>

/**
 * Captions of a split that a run may train or be scored on, all that are usable where no choice is made.
 * By image, in the order of the images' names. Throws `filter.invalid`.
 */
export function iterateTrainingCaptions(
  db: ReadDb,
  split: Split,
  choice: TrainingChoice = {}
): IterableIterator<TrainingCaption> {
  const { sql, params } = captionsOf(split, choice)
  return iterate(
    db,
    `SELECT caption.id AS captionId, image.id AS imageId, image.name AS imageName, caption.text,
       caption.version
     ${sql} ORDER BY image.sort_key, image.id, caption.position, caption.id`,
    ...params
  )
}

/** Pairs of a split with text on both sides, in the order of their import. */
export function iterateTrainingPairs(db: ReadDb, split: Split): IterableIterator<TrainingPair> {
  const { sql, params } = pairsOf(split)
  return iterate(
    db,
    `SELECT id AS pairId, english, vietnamese, version, import_id AS importId ${sql} ORDER BY id`,
    ...params
  )
}

/** How much there is to train on, before tokenising, and how many images to validate with. */
export interface TrainingCounts {
  captions: number
  /** Images that have these captions. */
  trainImages: number
  pairs: number
  validationImages: number
  validationPairs: number
  /** In characters; 0 where there are none. */
  longestCaption: number
  longestPair: number
  /** Of all captions, and of all pairs' Vietnamese sides, together. */
  captionCharacters: number
  pairCharacters: number
  /** Pairs of an epoch, each as often as its source is repeated, and the characters of their Vietnamese sides. */
  pairsPerEpoch: number
  pairCharactersPerEpoch: number
}

/** Throws `filter.invalid` or `train.unknown-source`. */
export function countTraining(db: ReadDb, asked: DataChoice = {}): TrainingCounts {
  const { trainSplit = 'train', validationSplit = 'val', ...choice } = asked
  const { pairRepeat = 1, pairWeights = '' } = choice
  const of = (what: string, { sql, params }: Condition): number =>
    value(db, `SELECT ${what} ${sql}`, ...params)
  const pairs = pairsOf(trainSplit)
  return {
    ...countCaptions(db, captionsOf(trainSplit, choice)),
    pairs: of('count(*)', pairs),
    validationImages: of('count(DISTINCT image.id)', captionsOf(validationSplit, {})),
    validationPairs: of('count(*)', pairsOf(validationSplit)),
    longestPair: of('coalesce(max(length(vietnamese)), 0)', pairs),
    pairCharacters: of('coalesce(sum(length(vietnamese)), 0)', pairs),
    ...countEpoch(db, pairs, pairTimes(db, { pairRepeat, pairWeights }))
  }
}

type CaptionCounts = Pick<
  TrainingCounts,
  'captions' | 'trainImages' | 'longestCaption' | 'captionCharacters'
>

/** In one query: choosing the captions of each image is the work. */
function countCaptions(db: ReadDb, { sql, params }: Condition): CaptionCounts {
  const counts = get<CaptionCounts>(
    db,
    `SELECT count(*) AS captions, count(DISTINCT image.id) AS trainImages,
       coalesce(max(length(caption.text)), 0) AS longestCaption,
       coalesce(sum(length(caption.text)), 0) AS captionCharacters ${sql}`,
    ...params
  )
  if (!counts) throw new Error('a count has one row')
  return counts
}

function countEpoch(
  db: ReadDb,
  { sql, params }: Condition,
  times: PairTimes
): Pick<TrainingCounts, 'pairsPerEpoch' | 'pairCharactersPerEpoch'> {
  const sources = iterate<{ importId: number | null; pairs: number; characters: number }>(
    db,
    `SELECT import_id AS importId, count(*) AS pairs, sum(length(vietnamese)) AS characters
     ${sql} GROUP BY import_id`,
    ...params
  )
  const sums = { pairsPerEpoch: 0, pairCharactersPerEpoch: 0 }
  for (const { importId, pairs, characters } of sources) {
    sums.pairsPerEpoch += pairs * times(importId)
    sums.pairCharactersPerEpoch += characters * times(importId)
  }
  return sums
}

/**
 * SHA-256 over what training depends on: each caption's id, version, split and content of its
 * image, and each pair's id and version. Splits of pairs change with their version. The 0 stood
 * for an image whose file was there, and keeps the hashes of earlier runs valid.
 */
export function dataVersion(db: ReadDb): string {
  const hash = createHash('sha256')
  const add = (sql: string) => {
    for (const row of iterate<{ line: string }>(db, sql)) hash.update(row.line + '\n')
  }
  add(
    `SELECT concat_ws(' ', 'caption', caption.id, caption.version, image.split, 0,
       image.content_hash) AS line
     FROM caption JOIN image ON image.id = image_id ORDER BY caption.id`
  )
  add("SELECT concat_ws(' ', 'pair', id, version) AS line FROM pair ORDER BY id")
  return hash.digest('hex')
}

/** What counts as blank: SQLite's trim knows the plain space alone. */
const BLANKS = ' \t\r\n\u00a0'

function captionsOf(split: Split, { captionFilter = '', ...choice }: TrainingChoice): Condition {
  const images = filterCondition({ text: captionFilter })
  const captions = captionCondition(choice)
  return {
    sql: `FROM image JOIN caption ON caption.image_id = image.id
      WHERE image.split = ? AND ${images.sql} AND ${captions.sql}`,
    params: [split, ...images.params, ...captions.params]
  }
}

const pairsOf = (split: Split): Condition => ({
  sql: "FROM pair WHERE split = ? AND trim(english, ?) <> '' AND trim(vietnamese, ?) <> ''",
  params: [split, BLANKS, BLANKS]
})
