import { mkdir } from 'node:fs/promises'
import { runFiles, type TrainEvent } from '../../../shared/engine-protocol'
import type { Library } from '../../store/core/library'
import type { RunTask } from '../../store/runs/cluster-tasks'
import { getRun } from '../../store/runs/runs'
import { runDir } from '../train'
import { clusterRunDir } from './cluster-root'
import type { Place } from './place'
import type { LoggedEvent } from './run-log'

type CheckpointEvent = Extract<TrainEvent, { type: 'checkpoint' }>

/**
 * Brings the checkpoints that events tell of into the run's folder here. Where a run keeps only some,
 * the others come without their weights.
 */
export async function bringCheckpoints(
  place: Place,
  library: Library,
  { runId, profile }: RunTask,
  events: readonly LoggedEvent[]
): Promise<void> {
  const written = events.flatMap(({ event }) => (event.type === 'checkpoint' ? [event] : []))
  if (written.length === 0) return
  const kept = keptOf(written, getRun(library.read, runId).config.keepCheckpoints)
  const paths = written.map((one) =>
    kept.has(one) ? one.path : `${one.path}/${runFiles.checkpointState}`
  )
  const here = runDir(library, runId)
  await mkdir(here, { recursive: true })
  await place.bring(clusterRunDir(library, profile, runId), here, [...new Set(paths)])
}

/** The newest `count` checkpoints, or all for 0, and the best ones of them. */
function keptOf(written: readonly CheckpointEvent[], count: number): Set<CheckpointEvent> {
  const lowest = written
    .filter(({ valLoss }) => valLoss !== null)
    .reduce<CheckpointEvent | null>(
      (best, one) => (best && Number(best.valLoss) <= Number(one.valLoss) ? best : one),
      null
    )
  const best = written.findLast((one) => one.best)
  return new Set([...written.slice(-count), ...(best ? [best] : []), ...(lowest ? [lowest] : [])])
}

/** Brings what else a run has left: its curves for TensorBoard and its remarks. */
export async function bringRest(
  place: Place,
  library: Library,
  { runId, profile }: RunTask
): Promise<void> {
  const there = clusterRunDir(library, profile, runId)
  const answer = await place.run(`cd ${there} && ls`)
  const names = answer.toString('utf8').split('\n')
  const rest = names.filter((name) => name === 'log.txt' || name.includes('tfevents'))
  if (rest.length > 0) await place.bring(there, runDir(library, runId), rest)
}
