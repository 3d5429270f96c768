import type { RunConfig } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { insertRun, updateRun } from '../../store/runs'
import { dataVersion } from '../../store/training-data'
import type { Workbench } from '../workbench/workbench'
import { planRun } from './plan'

/** Makes a run and queues its job. Refuses what could not train: no examples, or less than a batch. */
export function startRun(
  { library, queue }: Pick<Workbench, 'library' | 'queue'>,
  config: RunConfig
): { runId: string; jobId: number } {
  const { examplesPerEpoch, stepsPerEpoch } = planRun(library, config)
  if (examplesPerEpoch === 0) throw new AppError('train.no-examples')
  if (stepsPerEpoch === 0) {
    throw new AppError('train.batch-too-large', {
      batch: config.batchSize * config.accumulate,
      examples: examplesPerEpoch
    })
  }
  const run = insertRun(library.write, { config, dataVersion: dataVersion(library.read) })
  const job = queue.add('train', { runId: run.id })
  updateRun(library.write, run.id, { jobId: job.id })
  return { runId: run.id, jobId: job.id }
}
