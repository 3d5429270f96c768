import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { JobState, Run, RunEdit } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { deleteRun, getRun, updateRun } from '../../store/runs/runs'
import type { Workbench } from '../workbench/workbench'
import { runDir } from './run-dir'

type Place = Pick<Workbench, 'library' | 'events'>

const ACTIVE: readonly JobState[] = ['queued', 'running', 'paused']

/** Renames, tags, annotates or archives a run. Throws `entity.not-found`. */
export function editRun({ library, events }: Place, id: string, edit: RunEdit): Run {
  getRun(library.read, id)
  const run = updateRun(library.write, id, edit)
  events.emit({ type: 'run', run })
  return run
}

/** Bytes of a run's folder; 0 before it has begun. Throws `entity.not-found`. */
export async function runSize(
  { library }: Pick<Workbench, 'library'>,
  id: string
): Promise<{ bytes: number }> {
  getRun(library.read, id)
  return { bytes: await folderBytes(runDir(library, id)) }
}

/**
 * Deletes a run with its curves, checkpoints and frozen data. What its model wrote into the library
 * stays. Throws `entity.not-found`, or `run.active` while it runs or waits.
 *
 * @returns The bytes that were freed.
 */
export async function removeRun(
  { library, events }: Place,
  id: string
): Promise<{ bytes: number }> {
  const run = getRun(library.read, id)
  if (ACTIVE.includes(run.state)) throw new AppError('run.active', { run: id })
  const folder = runDir(library, id)
  const bytes = await folderBytes(folder)
  // First off the list: a folder that stays after a kill takes room, a run without one would break.
  deleteRun(library.write, run)
  events.emit({ type: 'run-removed', runId: id, jobId: run.jobId })
  await rm(folder, { recursive: true, force: true })
  return { bytes }
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  let bytes = 0
  for (const entry of entries) {
    if (!entry.isFile()) continue
    // A checkpoint may be thinned out meanwhile.
    const found = await stat(join(entry.parentPath, entry.name)).catch(() => null)
    bytes += found?.size ?? 0
  }
  return bytes
}
