import * as v from 'valibot'
import { RunConfig, type FineTuneParams } from '../../../shared/domain'
import { startSettings } from '../../../shared/start-settings'
import { getRun } from '../../store/runs/runs'
import { chooseCaptioner } from '../models/captioner'
import { addModel, modelOfKind } from '../models/models'
import { startRun } from '../train'
import type { Workbench } from '../workbench/workbench'
import { findEvaluation } from './evaluations'

/**
 * Queues a run that continues from an evaluated captioner with the captions as they are now, and
 * behind it an evaluation like the one before, which says what the corrections brought. A
 * checkpoint of a run is registered as a captioner first, and the new run has that run's settings
 * except for those of the training's length and speed.
 */
export async function fineTune(
  workbench: Pick<Workbench, 'library' | 'queue' | 'engine' | 'device' | 'events'>,
  { jobId, name, epochs, learningRate }: FineTuneParams
): Promise<{ runId: string; jobId: number; evaluateJobId: number }> {
  const { library } = workbench
  const { params } = findEvaluation(library, jobId)
  const { source, clip } = chooseCaptioner(library, params)
  const start =
    params.runId === undefined && params.modelId !== undefined
      ? modelOfKind(library, params.modelId, 'captioner')
      : await addModel(workbench, { path: source.path, clipModelId: clip.id })
  const before = params.runId === undefined ? null : getRun(library.read, params.runId).config
  const config = v.parse(RunConfig, {
    ...before,
    ...(start.details.kind === 'captioner' && startSettings(start.details)),
    name: name || `${before?.name || (params.runId ?? start.name)} +`,
    clipModelId: clip.id,
    gptModelId: before?.gptModelId ?? start.gptModelId,
    startModelId: start.id,
    epochs,
    learningRate,
    maxSteps: 0,
    warmupSteps: 0,
    validateEvery: 0
  })
  const run = await startRun(workbench, config)
  const { split, decode } = params
  const evaluation = { runId: run.runId, checkpoint: 'best', split, decode }
  return { ...run, evaluateJobId: workbench.queue.add('evaluate', evaluation).id }
}
