import type { WorkbenchEvent } from '../../../shared/contract'
import type { BatchSplit, MetricName, MetricPoint, Run } from '../../../shared/domain'
import { runJob } from './run-job'
import type { Session } from './session'

/** Runs a training job to its end and prints what it reports, one line an event. */
export async function followRun(session: Session, runId: string, jobId: number): Promise<void> {
  const { api, output } = session
  output.note(`${runId} started`)
  let splits = (await api.runs.get({ id: runId })).batchSplits.length
  await runJob(session, jobId, (event) => {
    if (!isOfRun(event, runId)) return
    output.event(event, describe(event))
    if (event.type !== 'run') return
    const { batchSplits } = event.run
    for (const split of batchSplits.slice(splits)) output.note(describeSplit(split))
    splits = batchSplits.length
  })
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

function describePoints(points: MetricPoint[]): string {
  const [first] = points
  const values = points.map(({ name, value }) => `${name} ${format(name, value)}`)
  return [`step ${first?.step}`, `epoch ${first?.epoch}`, ...values].join('  ')
}

const format = (name: MetricName, value: number) =>
  name === 'learningRate' ? value.toExponential(2) : value.toFixed(4)

/** One line about batches that were halved. */
export const describeSplit = ({ step, parts }: Pick<BatchSplit, 'step' | 'parts'>): string =>
  `memory ran out at step ${step}: from it on each batch is taken in ${parts} parts; each update still takes the same examples`

/** One line about a run. */
export function describeRun(run: Run): string {
  const best =
    run.bestValLoss === null
      ? ''
      : `, best validation loss ${run.bestValLoss.toFixed(4)} at step ${run.bestStep}`
  return `${run.id}  ${run.state}  step ${run.step} of ${run.totalSteps ?? '?'}${best}  ${run.name}`.trimEnd()
}
