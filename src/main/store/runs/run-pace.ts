import type { RunConfig } from '../../../shared/domain'
import { all, value, type ReadDb } from '../core/connection'
import { listRuns, runNumber } from './runs'

/** How fast an earlier run went. */
export interface RunPace {
  runId: string
  /** Of training, for each character of its texts. */
  secondsPerCharacter: number
}

/** Steps that say enough of a run's pace. */
const MIN_STEPS = 5

/** The pace of the latest run on a device whose configuration fits, over its last hundred steps. */
export function findPace(
  db: ReadDb,
  device: string,
  fits: (config: RunConfig) => boolean
): RunPace | null {
  for (const run of listRuns(db)) {
    if (run.device !== device || run.step < MIN_STEPS || !fits(run.config)) continue
    const number = runNumber(run.id)
    const rates = all<{ rate: number }>(
      db,
      `SELECT value AS rate FROM metric_point
       WHERE run = ? AND name = 'examplesPerSecond' ORDER BY seq DESC LIMIT 100`,
      number
    )
    const sql = 'SELECT coalesce(mean_characters, 0) FROM run WHERE number = ?'
    const characters = value<number>(db, sql, number)
    const seconds = rates.reduce((sum, { rate }) => sum + 1 / rate, 0) / rates.length
    if (characters > 0 && Number.isFinite(seconds)) {
      return { runId: run.id, secondsPerCharacter: seconds / characters }
    }
  }
  return null
}
