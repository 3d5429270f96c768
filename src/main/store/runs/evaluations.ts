import type {
  CaptionStatus,
  Job,
  JudgedCaption,
  PageRequest,
  ReviewCounts,
  ReviewItem,
  ReviewOrder,
  ReviewState
} from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  all,
  get,
  numbers,
  run,
  transaction,
  value,
  type ReadDb,
  type WriteDb
} from '../core/connection'
import type { FoundRight } from '../captions/caption-rows'
import { getJob } from '../jobs/jobs'

/** What an evaluation found for one image. */
export interface EvaluatedImage extends Pick<
  ReviewItem,
  'imageId' | 'text' | 'score' | 'bleu' | 'rougeL' | 'ciderD'
> {
  captions: { captionId: number; text: string; loss: number | null; misfit: number | null }[]
}

/** Forgets what an earlier start of the job has kept. */
export function clearEvaluation(db: WriteDb, jobId: number): void {
  transaction(db, () => {
    run(db, 'DELETE FROM evaluated_caption WHERE job_id = ?', jobId)
    run(db, 'DELETE FROM evaluated_image WHERE job_id = ?', jobId)
  })
}

export function keepEvaluated(db: WriteDb, jobId: number, images: readonly EvaluatedImage[]): void {
  transaction(db, () => {
    for (const { captions, imageId, text, score, bleu, rougeL, ciderD } of images) {
      const worst = largest(captions.map(({ loss }) => loss))
      const misfit = largest(captions.map((caption) => caption.misfit))
      run(
        db,
        `INSERT INTO evaluated_image
           (job_id, image_id, text, score, bleu, rouge_l, cider_d, worst_loss, worst_misfit)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        ...[jobId, imageId, text, score, bleu, rougeL, ciderD, worst, misfit]
      )
      for (const caption of captions) {
        run(
          db,
          `INSERT INTO evaluated_caption (job_id, image_id, caption_id, text, loss, misfit)
           VALUES (?, ?, ?, ?, ?, ?)`,
          ...[jobId, imageId, caption.captionId, caption.text, caption.loss, caption.misfit]
        )
      }
    }
  })
}

/** Null where none is known. */
function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? Math.max(...known) : null
}

/** Evaluations that are done, newest first, and whether their images were kept. */
export function listEvaluations(db: ReadDb): { job: Job; kept: boolean }[] {
  return numbers(
    db,
    "SELECT id FROM job WHERE kind = 'evaluate' AND state = 'done' ORDER BY id DESC"
  ).map((id) => ({ job: getJob(db, id), kept: countEvaluated(db, id) > 0 }))
}

/** Images of an evaluation that the library has. */
export const countEvaluated = (db: ReadDb, jobId: number): number =>
  value<number>(
    db,
    `SELECT count(*) FROM evaluated_image JOIN image ON image.id = image_id WHERE job_id = ?`,
    jobId
  )

const SELECT = `SELECT image_id AS imageId, image.name AS imageName,
  substr(image.content_hash, 1, 12) AS version, image.width, image.height, text, score, bleu,
  rouge_l AS rougeL, cider_d AS ciderD
  FROM evaluated_image JOIN image ON image.id = image_id`

const ORDER: Record<ReviewOrder, string> = {
  misfit: 'worst_misfit DESC, image_id',
  loss: 'worst_loss DESC, image_id',
  disagreement: 'rouge_l, image_id',
  confidence: 'score, image_id'
}

/** A window of the images of an evaluation, the most doubtful first. */
export function pageReview(
  db: ReadDb,
  jobId: number,
  order: ReviewOrder,
  { offset, limit }: PageRequest
): ReviewItem[] {
  const rows = all<Omit<ReviewItem, 'captions'>>(
    db,
    `${SELECT}
     WHERE job_id = ? ORDER BY ${ORDER[order]} LIMIT ? OFFSET ?`,
    jobId,
    limit,
    offset
  )
  return rows.map((row) => ({ ...row, captions: judgedCaptions(db, jobId, row.imageId) }))
}

/** `right` stays only as long as the caption is what it was found right as. */
const STATE = `CASE
  WHEN caption.id IS NULL THEN 'removed'
  WHEN caption.status = 'rejected' THEN 'rejected'
  WHEN caption.text <> evaluated_caption.text THEN 'corrected'
  WHEN found_right THEN 'right'
  ELSE 'open' END`

const ranked = (order: ReviewOrder) => `SELECT image_id,
    row_number() OVER (ORDER BY ${ORDER[order]}) - 1 AS place
  FROM evaluated_image JOIN image ON image.id = image_id WHERE job_id = ?`

/** Place of an image in an order; null where the evaluation does not have it. */
export const placeInReview = (
  db: ReadDb,
  jobId: number,
  order: ReviewOrder,
  imageId: number
): number | null =>
  get<{ place: number }>(
    db,
    `SELECT place FROM (${ranked(order)}) WHERE image_id = ?`,
    jobId,
    imageId
  )?.place ?? null

/** Place in an order of the first image that has an open caption; null where none has. */
export function firstOpenReview(db: ReadDb, jobId: number, order: ReviewOrder): number | null {
  const found = get<{ place: number }>(
    db,
    `SELECT place FROM (${ranked(order)}) AS ranked
     WHERE EXISTS (
       SELECT 1 FROM evaluated_caption LEFT JOIN caption ON caption.id = caption_id
       WHERE job_id = ? AND evaluated_caption.image_id = ranked.image_id AND ${STATE} = 'open')
     ORDER BY place LIMIT 1`,
    jobId,
    jobId
  )
  return found?.place ?? null
}

interface JudgedRow {
  captionId: number
  judged: string
  loss: number | null
  misfit: number | null
  state: ReviewState
  text: string | null
  status: CaptionStatus
  version: number
}

function judgedCaptions(db: ReadDb, jobId: number, imageId: number): JudgedCaption[] {
  return all<JudgedRow>(
    db,
    `SELECT caption_id AS captionId, evaluated_caption.text AS judged, loss, misfit, ${STATE} AS state,
       caption.text, caption.status, caption.version
     FROM evaluated_caption LEFT JOIN caption ON caption.id = caption_id
     WHERE job_id = ? AND evaluated_caption.image_id = ? ORDER BY misfit DESC, loss DESC, caption_id`,
    jobId,
    imageId
  ).map(({ text, status, version, ...row }) => ({
    ...row,
    now: text === null ? null : { text, status, version }
  }))
}

export function countReview(db: ReadDb, jobId: number): ReviewCounts {
  const counts: ReviewCounts = { open: 0, right: 0, corrected: 0, rejected: 0, removed: 0 }
  const rows = all<{ state: ReviewState; count: number }>(
    db,
    `SELECT ${STATE} AS state, count(*) AS count
     FROM evaluated_caption LEFT JOIN caption ON caption.id = caption_id
     WHERE job_id = ? GROUP BY state`,
    jobId
  )
  for (const { state, count } of rows) counts[state] = count
  return counts
}

/** Whether a person found a judged caption right. */
export const isFoundRight = (db: ReadDb, jobId: number, captionId: number): boolean =>
  get(
    db,
    'SELECT 1 FROM evaluated_caption WHERE job_id = ? AND caption_id = ? AND found_right',
    jobId,
    captionId
  ) !== undefined

/** Puts back what a review had found, where the snapshot of a caption says so. */
export function restoreFoundRight(
  db: WriteDb,
  captionId: number,
  snapshot: Partial<FoundRight> | null
): void {
  if (snapshot?.found_job === undefined) return
  run(
    db,
    'UPDATE evaluated_caption SET found_right = ? WHERE job_id = ? AND caption_id = ?',
    snapshot.found_right ?? 0,
    snapshot.found_job,
    captionId
  )
}

/** Notes that a person found a judged caption right, or thinks so no longer. */
export function setFoundRight(
  db: WriteDb,
  { jobId, captionId, right }: { jobId: number; captionId: number; right: boolean }
): void {
  const { changes } = run(
    db,
    'UPDATE evaluated_caption SET found_right = ? WHERE job_id = ? AND caption_id = ?',
    right ? 1 : 0,
    jobId,
    captionId
  )
  if (changes === 0) throw new AppError('entity.not-found', { entity: 'caption', id: captionId })
}

/** An image of an evaluation as `pageReview` has it, or `entity.not-found`. */
export function getReviewItem(db: ReadDb, jobId: number, captionId: number): ReviewItem {
  const of = get<{ imageId: number }>(
    db,
    'SELECT image_id AS imageId FROM evaluated_caption WHERE job_id = ? AND caption_id = ?',
    jobId,
    captionId
  )
  const row = get<Omit<ReviewItem, 'captions'>>(
    db,
    `${SELECT} WHERE job_id = ? AND image_id = ?`,
    jobId,
    of?.imageId ?? null
  )
  if (!row) throw new AppError('entity.not-found', { entity: 'caption', id: captionId })
  return { ...row, captions: judgedCaptions(db, jobId, row.imageId) }
}

/** What the models of some evaluations wrote for the images that all of them have, by image. */
export function sharedHypotheses(
  db: ReadDb,
  jobIds: readonly number[]
): { imageId: number; texts: string[] }[] {
  const byImage = new Map<number, string[]>()
  for (const jobId of jobIds) {
    const rows = all<{ imageId: number; text: string }>(
      db,
      `SELECT image_id AS imageId, text FROM evaluated_image WHERE job_id = ? ORDER BY image_id`,
      jobId
    )
    for (const { imageId, text } of rows) {
      byImage.set(imageId, [...(byImage.get(imageId) ?? []), text])
    }
  }
  return [...byImage]
    .filter(([, texts]) => texts.length === jobIds.length)
    .map(([imageId, texts]) => ({ imageId, texts }))
}
