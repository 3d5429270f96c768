import { getRun, updateRun } from '../../store/runs/runs'
import { embedMissing } from '../embed/embed-missing'
import type { JobHandler } from '../jobs/job-handler'
import { freezeInputs, hasInputs } from './freeze'
import { runModels } from './plan'
import { checkPrecision } from './precision'
import { RunRecorder } from './record-events'
import { runDir } from './run-dir'
import { TensorBoardFile } from './tensorboard-file'

export { planBundleMemory } from './bundle-memory'
export { runChanges } from './changes'
export { removeCheckpoint } from './checkpoints'
export { exportCurves } from './export-curves'
export { editRun, removeRun, runSize } from './keep-runs'
export { planWhole } from './plan-whole'
export { startRun, startRuns } from './start'
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
    await checkPrecision(context, run.config)
    // A run that has its inputs reads nothing else.
    if (!(await hasInputs(library, run.id))) {
      const { clip } = runModels(library, run.config)
      const { imageOrientation: orientation, pairRepeat } = run.config
      await embedMissing(context, clip, { orientation, sentences: pairRepeat > 0 })
      signal.throwIfAborted()
      context.report({ phase: 'freezing', done: 0, total: null })
      await freezeInputs(context, run)
    }
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
    const run = updateRun(library.write, runIdOf(params), { state, error, finishedAt })
    emit({ type: 'run', run })
  }
}
