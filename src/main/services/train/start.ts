import type { Run, RunConfig } from '../../../shared/domain'
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
 * Makes runs that nobody trains yet; all are checked before the first one is made. Refuses what
 * could not train: settings that do not go together or not with the data.
 */
export async function makeRuns(
  { library, engine, device }: Omit<Place, 'queue' | 'events'>,
  configs: readonly RunConfig[]
): Promise<Run[]> {
  const checked: { config: RunConfig; meanCharacters: number }[] = []
  for (const config of configs) {
    const plan = await planRun(library, await withImagesFound({ library, engine, device }, config))
    checkPlan(config, plan)
    checked.push({ config, meanCharacters: plan.meanCharacters })
  }
  const dataVersion = await library.reader.ask('dataVersion')
  return checked.map((one) => insertRun(library.write, { ...one, dataVersion }))
}

/**
 * Makes runs and queues their jobs. Refuses as `makeRuns` does, and half precision where there is
 * none.
 */
export async function startRuns(
  place: Place,
  configs: readonly RunConfig[]
): Promise<StartedRun[]> {
  for (const config of configs) await checkPrecision(place, config)
  const runs = await makeRuns(place, configs)
  return runs.map(({ id }) => ({ runId: id, jobId: queueRun(place, id) }))
}

/** Queues a run that has no job, and returns the job's id. */
export function queueRun(
  { library, queue, events }: Omit<Place, 'engine' | 'device'>,
  id: string
): number {
  const job = queue.add('train', { runId: id })
  events.emit({
    type: 'run',
    run: updateRun(library.write, id, { jobId: job.id, state: 'queued' })
  })
  return job.id
}

/** Makes one run and queues its job; refuses as `startRuns` does. */
export async function startRun(place: Place, config: RunConfig): Promise<StartedRun> {
  const [started] = await startRuns(place, [config])
  if (!started) throw new Error('no run was made')
  return started
}
