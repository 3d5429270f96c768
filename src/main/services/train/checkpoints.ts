import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Checkpoint } from '../../../shared/domain'
import { runFiles } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/core/library'
import { deleteCheckpoint, listCheckpoints } from '../../store/runs/run-records'
import { getRun } from '../../store/runs/runs'
import type { Workbench } from '../workbench/workbench'

/**
 * Frees the weights of a checkpoint. Throws `run.no-checkpoint`, or `run.checkpoint-needed` for the
 * newest of a run that is not done, which continues from it.
 */
export async function removeCheckpoint(
  { library, events }: Pick<Workbench, 'library' | 'events'>,
  runId: string,
  step: number
): Promise<void> {
  const run = getRun(library.read, runId)
  const checkpoints = listCheckpoints(library.read, runId)
  const chosen = checkpoints.find((checkpoint) => checkpoint.step === step)
  if (!chosen) throw new AppError('run.no-checkpoint', { run: runId, which: step })
  if (run.state !== 'done' && chosen === checkpoints.at(-1)) {
    throw new AppError('run.checkpoint-needed', { run: runId, step })
  }
  await dropCheckpoint(library, chosen)
  events.emit({ type: 'run', run })
}

/**
 * Takes a checkpoint off the list, then its weights off the disk. Its state stays: early stop counts
 * all validations of a run, also when it continues later.
 */
export async function dropCheckpoint(
  library: Library,
  { runId, step, path }: Pick<Checkpoint, 'runId' | 'step' | 'path'>
): Promise<void> {
  deleteCheckpoint(library.write, runId, step)
  await freeWeights(join(library.root, path))
}

/**
 * Takes weights off the disk that are on no list, since a kill came between the two: those of
 * checkpoints older than the newest on the list, from which a run continues.
 */
export async function dropUnlisted(library: Library, runId: string): Promise<void> {
  const listed = listCheckpoints(library.write, runId)
  const newest = listed.at(-1)
  if (!newest) return
  const paths = new Set(listed.map(({ path }) => basename(path)))
  const dir = join(library.root, dirname(newest.path))
  for (const name of await readdir(dir)) {
    // Names of checkpoints are their steps, with leading zeros.
    const older = name.startsWith('step-') && name < basename(newest.path)
    if (older && !paths.has(name)) await freeWeights(join(dir, name))
  }
}

async function freeWeights(dir: string): Promise<void> {
  for (const file of await readdir(dir)) {
    if (file !== runFiles.checkpointState) await rm(join(dir, file), { force: true })
  }
}
