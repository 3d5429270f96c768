import { ORPCError } from '@orpc/server'
import { Command } from 'commander'
import { METRIC_PAGE } from '../../../../shared/contract/runs'
import type { DataChanges, ErrorInfo, MetricName, MetricPoint } from '../../../../shared/domain'
import type { CommandContext } from '../context'
import { describeRun, describeSplit, followRun, resumeCall } from '../follow-run'
import { deviceOption, libraryOption } from '../options'
import type { Session } from '../session'
import { averageRunsCommand } from './average-runs'
import { compareRunsCommand } from './compare-runs'
import { exportModelCommand } from './export-model'
import { deleteRunCommand, editRunCommand } from './keep-runs'

export function runsCommand(context: CommandContext): Command {
  return new Command('runs')
    .description(
      'list, show, resume, cancel, edit, delete, compare, average and export the training runs of a library'
    )
    .addCommand(listCommand(context))
    .addCommand(showCommand(context))
    .addCommand(compareRunsCommand(context))
    .addCommand(editRunCommand(context))
    .addCommand(deleteRunCommand(context))
    .addCommand(cancelCommand(context))
    .addCommand(resumeCommand(context))
    .addCommand(averageRunsCommand(context))
    .addCommand(exportModelCommand(context))
}

const listCommand = (context: CommandContext): Command =>
  new Command('list')
    .description('list the runs, newest first')
    .addOption(libraryOption())
    .option('--archived', 'also the archived ones')
    .action(({ archived }: { archived?: boolean }, command: Command) =>
      context.session(
        command,
        async ({ api, output }) => {
          const runs = (await api.runs.list()).filter((run) => archived || !run.archived)
          output.result(runs, runs.map(describeRun))
        },
        { readOnly: true }
      )
    )

const showCommand = (context: CommandContext): Command =>
  new Command('show')
    .description('show the settings, checkpoints and latest values of a run')
    .argument('<run>', 'run, such as run-0001')
    .addOption(libraryOption())
    .action((id: string, _options, command: Command) =>
      context.session(
        command,
        async ({ api, output }) => {
          const run = await api.runs.get({ id })
          const checkpoints = await api.runs.checkpoints({ id })
          const changes = await changesOf(api, id)
          const last = await lastPoints(api, id)
          output.result({ run, checkpoints, changes, last: Object.fromEntries(last) }, [
            describeRun(run),
            ...(run.note ? [run.note] : []),
            ...Object.entries(run.config).map(([key, value]) => `  ${key} ${value}`),
            ...[...last.values()].map(
              ({ name, value, step }) => `last ${name} ${value} (step ${step})`
            ),
            ...run.batchSplits.map(describeSplit),
            ...Object.entries(run.dropped).map(([reason, count]) => `left out: ${count} ${reason}`),
            ...(changes ? [`data changed since then: ${describeChanges(changes)}`] : []),
            ...checkpoints.map(
              ({ step, epoch, best, path }) =>
                `checkpoint of step ${step}, epoch ${epoch}${best ? ', best' : ''}: ${path}`
            )
          ])
        },
        { readOnly: true }
      )
    )

/** The newest point of each curve of a run. */
async function lastPoints(api: Session['api'], id: string): Promise<Map<MetricName, MetricPoint>> {
  const last = new Map<MetricName, MetricPoint>()
  for (let afterSeq = 0; ;) {
    const points = await api.runs.metrics({ id, afterSeq })
    for (const point of points) last.set(point.name, point)
    if (points.length < METRIC_PAGE) return last
    afterSeq = points.at(-1)?.seq ?? afterSeq
  }
}

/** What has changed in the library since the run took its data; null before it has. */
async function changesOf(api: Session['api'], id: string): Promise<DataChanges | null> {
  try {
    return await api.runs.changes({ id })
  } catch (error) {
    if (isNotFrozen(error)) return null
    throw error
  }
}

const isNotFrozen = (error: unknown): boolean =>
  error instanceof ORPCError && (error.data as ErrorInfo | undefined)?.code === 'run.not-frozen'

function describeChanges({ same, captions, pairs }: DataChanges): string {
  if (same) return 'unchanged'
  return Object.entries({ captions, pairs })
    .map(
      ([kind, { added, edited, removed }]) =>
        `${kind} ${added} added, ${edited} edited, ${removed} removed`
    )
    .join('; ')
}

const cancelCommand = (context: CommandContext): Command =>
  new Command('cancel')
    .description('cancel a queued or interrupted run')
    .argument('<run>', 'run, such as run-0001')
    .addOption(libraryOption())
    .action((id: string, _options, command: Command) =>
      context.session(command, async ({ api, output }) => {
        await api.runs.cancel({ id })
        const run = await api.runs.get({ id })
        output.result(run, [describeRun(run)])
      })
    )

const resumeCommand = (context: CommandContext): Command =>
  new Command('resume')
    .description(
      'resume an interrupted, failed or cancelled run from its last checkpoint, or start a queued one'
    )
    .argument('<run>', 'run, such as run-0001')
    .addOption(libraryOption())
    .addOption(deviceOption())
    .action((id: string, _options, command: Command) =>
      context.session(command, async (session) => {
        const run = await session.api.runs.get({ id })
        const waiting = run.state === 'queued' ? run.jobId : null
        const jobId = waiting ?? (await session.api.runs.resume({ id })).jobId
        const { library, device } = command.opts<{ library: string; device?: string }>()
        const resume = resumeCall(id, { library, device })
        await followRun(session, { runId: id, jobId, resume })
      })
    )
