import type { Checkpoint, MetricName, MetricPoint, RunSample } from '../../../shared/domain'
import { all, run, transaction, value, type ReadDb, type WriteDb } from '../core/connection'
import { runNumber } from './runs'

/**
 * Adds points to a run's curves and numbers them on from its last one. `resumedFrom` is the step that
 * a run went on from: the points after it, whose steps it takes again, go as the first new ones
 * come. Their numbers are not given again, so that whoever has read up to one misses nothing.
 */
export function appendMetricPoints(
  db: WriteDb,
  runId: string,
  points: readonly Omit<MetricPoint, 'seq'>[],
  resumedFrom: number | null = null
): MetricPoint[] {
  const number = runNumber(runId)
  return transaction(db, () => {
    const last = value<number>(
      db,
      'SELECT coalesce(max(seq), 0) FROM metric_point WHERE run = ?',
      number
    )
    if (resumedFrom !== null) {
      run(db, 'DELETE FROM metric_point WHERE run = ? AND step > ?', number, resumedFrom)
    }
    return points.map((point, index) => {
      const numbered = { ...point, seq: last + 1 + index }
      run(
        db,
        `INSERT INTO metric_point (run, seq, name, step, epoch, value, at)
         VALUES (:number, :seq, :name, :step, :epoch, :value, :at)`,
        { ...numbered, number }
      )
      return numbered
    })
  })
}

/** Points after `afterSeq` (0 for all), oldest first, at most `limit`; of the curves `names`, or of all. */
export function listMetricPoints(
  db: ReadDb,
  runId: string,
  {
    afterSeq,
    limit,
    names = null
  }: { afterSeq: number; limit: number; names?: readonly MetricName[] | null }
): MetricPoint[] {
  return all(
    db,
    `SELECT seq, name, step, epoch, value, at FROM metric_point
     WHERE run = :number AND seq > :afterSeq
       AND (:names IS NULL OR name IN (SELECT value FROM json_each(:names)))
     ORDER BY seq LIMIT :limit`,
    { number: runNumber(runId), afterSeq, limit, names: names && JSON.stringify(names) }
  )
}

/** Whether a run has drawn anything yet. */
export const hasMetricPoints = (db: ReadDb, runId: string): boolean =>
  value<number>(
    db,
    'SELECT EXISTS (SELECT 1 FROM metric_point WHERE run = ?)',
    runNumber(runId)
  ) === 1

/** Adds a sample caption, or replaces that of the same step and image. */
export function insertSample(db: WriteDb, runId: string, sample: RunSample): void {
  run(
    db,
    `INSERT OR REPLACE INTO sample
       (run, step, epoch, image_id, image_name, text, caption_references)
     VALUES (:number, :step, :epoch, :imageId, :imageName, :text, :references)`,
    { ...sample, references: JSON.stringify(sample.references), number: runNumber(runId) }
  )
}

/** A run's sample captions by step, then image. */
export function listSamples(db: ReadDb, runId: string): RunSample[] {
  return all<Omit<RunSample, 'references'> & { references: string }>(
    db,
    `SELECT step, epoch, image_id AS imageId, image_name AS imageName, text,
       caption_references AS "references"
     FROM sample WHERE run = ? ORDER BY step, image_id`,
    runNumber(runId)
  ).map((row) => ({ ...row, references: JSON.parse(row.references) as string[] }))
}

/** Notes a finished checkpoint, or replaces that of the same step. */
export function insertCheckpoint(
  db: WriteDb,
  checkpoint: Omit<Checkpoint, 'best' | 'createdAt'>
): Checkpoint | undefined {
  const { runId, step, epoch, valLoss, bleu, bytes, path } = checkpoint
  run(
    db,
    `INSERT OR REPLACE INTO checkpoint
       (run, step, epoch, val_loss, bleu, bytes, path, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    runNumber(runId),
    step,
    epoch,
    valLoss,
    bleu,
    bytes,
    path,
    Date.now()
  )
  return listCheckpoints(db, runId).find((stored) => stored.step === step)
}

/** Forgets a checkpoint. */
export function deleteCheckpoint(db: WriteDb, runId: string, step: number): void {
  run(db, 'DELETE FROM checkpoint WHERE run = ? AND step = ?', runNumber(runId), step)
}

/**
 * A run's checkpoints by step; `best` is the one that training judged best, by its reward where it is
 * self-critical. Where that is gone, it is the earliest of those with the lowest validation loss.
 */
export function listCheckpoints(db: ReadDb, runId: string): Checkpoint[] {
  const number = runNumber(runId)
  return all<Omit<Checkpoint, 'runId' | 'best'> & { best: number }>(
    db,
    `SELECT step, epoch, val_loss AS valLoss, bleu, bytes, path, created_at AS createdAt,
       step IS (
         SELECT c.step FROM checkpoint AS c JOIN run ON run.number = c.run
         WHERE c.run = ? AND (c.val_loss IS NOT NULL OR c.step = run.best_step)
         ORDER BY c.step IS run.best_step DESC, c.val_loss, c.step LIMIT 1
       ) AS best
     FROM checkpoint WHERE run = ? ORDER BY step`,
    number,
    number
  ).map((row) => ({ ...row, runId, best: row.best === 1 }))
}
