import type { WorkbenchEvent } from '../../../shared/contract'
import {
  isOnCluster,
  type BatchSplit,
  type MetricName,
  type MetricPoint,
  type Run
} from '../../../shared/domain'
import { runJob } from './run-job'
import type { Session } from './session'

/**
 * Runs a training job to its end and prints what it reports, one line an event.
 *
 * @param resume Arguments of the call that continues with the run where it was interrupted.
 */
export async function followRun(
  session: Session,
  { runId, jobId, resume }: { runId: string; jobId: number; resume: readonly string[] }
): Promise<void> {
  const { api, output } = session
  output.note(`${runId} started`)
  let splits = (await api.runs.get({ id: runId })).batchSplits.length
  const onEvent = (event: WorkbenchEvent) => {
    if (!isOfRun(event, runId)) return
    output.event(event, describe(event))
    if (event.type !== 'run') return
    const { batchSplits } = event.run
    for (const split of batchSplits.slice(splits)) output.note(describeSplit(split))
    splits = batchSplits.length
  }
  await runJob(session, jobId, { onEvent, resume })
  const run = await api.runs.get({ id: runId })
  output.result({ type: 'done', run }, [describeRun(run)])
}

const isOfRun = (event: WorkbenchEvent, runId: string) =>
  event.type === 'run' ? event.run.id === runId : 'runId' in event && event.runId === runId

/** One line for a person; null for what only the window and scripts want. */
function describe(event: WorkbenchEvent): string | null {
  if (event.type === 'sample') return `  ${event.sample.imageName}: ${event.sample.text}`
  if (event.type !== 'metrics') return null
  const lines = Map.groupBy(event.points, (point) => point.step)
  return [...lines.values()].map(describePoints).join('\n')
}

/** One line about points of one step. */
export function describePoints(points: readonly MetricPoint[]): string {
  const [first] = points
  const values = points.map(({ name, value }) => `${name} ${format(name, value)}`)
  return [`step ${first?.step}`, `epoch ${first?.epoch}`, ...values].join('  ')
}

const format = (name: MetricName, value: number) =>
  name === 'learningRate' ? value.toExponential(2) : value.toFixed(4)

/** Arguments of the call that continues with a run. */
export const resumeCall = (
  runId: string,
  { library, device }: { library: string; device?: string | undefined }
): string[] => [
  ...['runs', 'resume', runId, '--library', library],
  ...(device === undefined ? [] : ['--device', device])
]

/** One line about batches that were halved. */
export const describeSplit = ({ step, parts }: Pick<BatchSplit, 'step' | 'parts'>): string =>
  `memory ran out at step ${step}: from there on each batch is split into ${parts} parts; each update still uses the same examples`

/** One line about a run. */
export function describeRun(run: Run): string {
  const best =
    run.bestValLoss === null
      ? ''
      : run.config.selfCritical
        ? `, best reward at step ${run.bestStep}, with a validation loss of ${run.bestValLoss.toFixed(4)}`
        : `, best validation loss ${run.bestValLoss.toFixed(4)} at step ${run.bestStep}`
  const marks = [...run.tags.map((tag) => `[${tag}]`), ...(run.archived ? ['(archived)'] : [])]
  const steps = `step ${run.step} of ${run.totalSteps ?? '?'}`
  const place = isOnCluster(run.cluster) ? ` on ${run.cluster?.profile}` : ''
  return [`${run.id}  ${run.state}${place}  ${steps}${best}  ${run.name}`.trimEnd(), ...marks].join(
    ' '
  )
}
