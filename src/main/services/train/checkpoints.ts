import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkpoint } from '../../../shared/domain'
import { runFiles } from '../../../shared/engine-protocol'
import { AppError } from '../../../shared/errors'
import type { Library } from '../../store/library'
import { deleteCheckpoint, listCheckpoints } from '../../store/run-records'
import { getRun } from '../../store/runs'
import type { Workbench } from '../workbench/workbench'

/**
 * Frees the weights of a checkpoint. Throws `run.no-checkpoint`, or `run.checkpoint-needed` for the
 * newest of a run that is not done, which goes on from it.
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
 * all validations of a run, also when it goes on later.
 */
export async function dropCheckpoint(
  library: Library,
  { runId, step, path }: Pick<Checkpoint, 'runId' | 'step' | 'path'>
): Promise<void> {
  deleteCheckpoint(library.write, runId, step)
  const dir = join(library.root, path)
  for (const file of await readdir(dir)) {
    if (file !== runFiles.checkpointState) await rm(join(dir, file), { force: true })
  }
}
