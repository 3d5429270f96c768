import type { Run } from '../../../shared/domain'
import { embedMissing } from '../embed/embed-missing'
import type { JobContext } from '../jobs/job-handler'
import { freezeInputs, hasInputs } from './freeze'
import { runModels } from './plan'

/** Embeds what is not embedded yet and freezes a run's inputs. One that has them reads nothing else. */
export async function prepareRun(context: JobContext, run: Run): Promise<void> {
  const { library, signal } = context
  if (await hasInputs(library, run.id)) return
  const { clip } = runModels(library, run.config)
  const { imageOrientation: orientation, pairRepeat } = run.config
  await embedMissing(context, clip, { orientation, sentences: pairRepeat > 0 })
  signal.throwIfAborted()
  context.report({ phase: 'freezing', done: 0, total: null })
  await freezeInputs(context, run)
}
