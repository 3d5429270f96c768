import type { RunConfig } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { insertRun, updateRun } from '../../store/runs'
import type { Workbench } from '../workbench/workbench'
import { planRun } from './plan'
import { checkPrecision } from './precision'

/**
 * Makes a run and queues its job. Refuses what could not train: no examples, less than a batch, or
 * half precision where there is none.
 */
export async function startRun(
  { library, queue, engine, device }: Pick<Workbench, 'library' | 'queue' | 'engine' | 'device'>,
  config: RunConfig
): Promise<{ runId: string; jobId: number }> {
  const { examplesPerEpoch, stepsPerEpoch } = await planRun(library, config)
  if (examplesPerEpoch === 0) throw new AppError('train.no-examples')
  if (stepsPerEpoch === 0) {
    throw new AppError('train.batch-too-large', {
      batch: config.batchSize * config.accumulate,
      examples: examplesPerEpoch
    })
  }
  await checkPrecision({ engine, device }, config)
  const dataVersion = await library.reader.ask('dataVersion')
  const run = insertRun(library.write, { config, dataVersion })
  const job = queue.add('train', { runId: run.id })
  updateRun(library.write, run.id, { jobId: job.id })
  return { runId: run.id, jobId: job.id }
}
