import type { RunConfig } from '../../../shared/domain'
import { insertRun, updateRun } from '../../store/runs/runs'
import type { Workbench } from '../workbench/workbench'
import { checkPlan } from './check-plan'
import { withImagesFound } from './images-found'
import { planRun } from './plan'
import { checkPrecision } from './precision'

type Place = Pick<Workbench, 'library' | 'queue' | 'engine' | 'device' | 'events'>

/** A run that waits in the queue. */
export interface StartedRun {
  runId: string
  jobId: number
}

/**
 * Makes runs and queues their jobs; all are checked before the first one is made. Refuses what could not train: settings that
 * do not go together or not with the data, or half precision where there is none.
 */
export async function startRuns(
  { library, queue, engine, device, events }: Place,
  configs: readonly RunConfig[]
): Promise<StartedRun[]> {
  const checked: { config: RunConfig; meanCharacters: number }[] = []
  for (const config of configs) {
    const plan = await planRun(library, await withImagesFound({ library, engine, device }, config))
    checkPlan(config, plan)
    await checkPrecision({ engine, device }, config)
    checked.push({ config, meanCharacters: plan.meanCharacters })
  }
  const dataVersion = await library.reader.ask('dataVersion')
  return checked.map((one) => {
    const { id } = insertRun(library.write, { ...one, dataVersion })
    const job = queue.add('train', { runId: id })
    events.emit({ type: 'run', run: updateRun(library.write, id, { jobId: job.id }) })
    return { runId: id, jobId: job.id }
  })
}

/** Makes one run and queues its job; refuses as `startRuns` does. */
export async function startRun(place: Place, config: RunConfig): Promise<StartedRun> {
  const [started] = await startRuns(place, [config])
  if (!started) throw new Error('no run was made')
  return started
}
