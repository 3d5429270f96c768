import { isOnCluster } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { getRun, updateRun } from '../../store/runs/runs'
import type { JobHandler } from '../jobs/job-handler'
import { checkPrecision } from './precision'
import { prepareRun } from './prepare'
import { RunRecorder } from './record-events'
import { runDir } from './run-dir'
import { TensorBoardFile } from './tensorboard-file'

export { planBundleMemory } from './bundle-memory'
export { runChanges } from './changes'
export { removeCheckpoint } from './checkpoints'
export { exportCurves } from './export-curves'
export { editRun, removeRun, runSize } from './keep-runs'
export { planWhole } from './plan-whole'
export { prepareRun } from './prepare'
export { RunRecorder } from './record-events'
export { runDir } from './run-dir'
export { makeRuns, queueRun, startRun, startRuns } from './start'
export { TensorBoardFile }

const runIdOf = (params: unknown): string => (params as { runId: string }).runId

/**
 * Trains a run: embeds what is not embedded yet, freezes the run's inputs, and follows the engine
 * through its epochs. Queued again, it continues from the newest checkpoint.
 */
export const trainJob: JobHandler = {
  kind: 'train',

  async run(context, params) {
    const { library, engine, device, signal, pause } = context
    const run = getRun(library.read, runIdOf(params))
    if (isOnCluster(run.cluster)) {
      throw new AppError('cluster.run-active', { run: run.id, state: run.state })
    }
    await checkPrecision(context, run.config)
    await prepareRun(context, run)
    const recorder = new RunRecorder(context, run.id)
    const dir = runDir(library, run.id)
    const board = new TensorBoardFile(dir, (error) =>
      context.log.warn({ error, run: run.id }, 'the TensorBoard file could not be written')
    )
    try {
      return await engine.run(
        'train',
        { runDir: dir, device },
        {
          signal,
          pause,
          onEvent(event) {
            recorder.record(event)
            board.record(event)
          }
        }
      )
    } finally {
      recorder.flush()
      await board.close()
    }
  },

  onState({ state, params, error, finishedAt }, { library, emit }) {
    const id = runIdOf(params)
    if (isOnCluster(getRun(library.read, id).cluster)) return
    emit({ type: 'run', run: updateRun(library.write, id, { state, error, finishedAt }) })
  }
}
