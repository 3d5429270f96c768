import { Command } from 'commander'
import type { CommandContext } from '../context'
import { describeJob, followClusters } from '../follow-clusters'
import { describeRun } from '../follow-run'
import { libraryOption } from '../options'
import { chooseProfile } from '../choose-profile'
import { runJob } from '../run-job'
import {
  listShards,
  stopOnCluster,
  stopShards,
  submitRuns,
  type ShardProgress
} from '../../../services/cluster'

export function clusterCommand(context: CommandContext): Command {
  return new Command('cluster')
    .description('submit runs to a Slurm cluster; follow and stop what a library has there')
    .addCommand(submitCommand(context))
    .addCommand(followCommand(context))
    .addCommand(statusCommand(context))
    .addCommand(cancelCommand(context))
}

const submitCommand = (context: CommandContext): Command =>
  new Command('submit')
    .description('submit runs that are not done; they continue from their last checkpoint')
    .argument('<runs...>', 'runs, such as run-0001 run-0002')
    .requiredOption('--profile <profile>', 'JSON file of the cluster, or the name of one')
    .addOption(libraryOption())
    .action((ids: string[], { profile }: { profile: string }, command: Command) =>
      context.session(command, async (session) => {
        const { workbench, output, api } = session
        await runJob(session, submitRuns(workbench, ids, await chooseProfile(profile)))
        const runs = await Promise.all(ids.map((id) => api.runs.get({ id })))
        output.result(runs, runs.map(describeRun))
      })
    )

const followCommand = (context: CommandContext): Command =>
  new Command('follow')
    .description('follow the runs and jobs of a library on clusters until all have ended')
    .addOption(libraryOption())
    .action((_options, command: Command) => context.session(command, followClusters))

const statusCommand = (context: CommandContext): Command =>
  new Command('status')
    .description('look at the clusters once, and list the runs and shards there')
    .addOption(libraryOption())
    .action((_options, command: Command) =>
      context.session(command, async ({ workbench, api, output }) => {
        const { problems } = await api.clusters.look()
        for (const { message } of problems) output.note(`viecap: ${message}`)
        const runs = (await api.runs.list()).filter(({ cluster }) => cluster !== null)
        const jobs = (await api.jobs.list({ limit: LATEST })).flatMap((job) =>
          job.cluster ? [{ ...job, shards: listShards(workbench, job.id) }] : []
        )
        output.result({ runs, jobs, problems }, [
          ...runs.map(describeRun),
          ...jobs.flatMap((job) => [describeJob(job), ...job.shards.map(describeShard)])
        ])
      })
    )

const cancelCommand = (context: CommandContext): Command =>
  new Command('cancel')
    .description('stop runs or jobs on a cluster; what they have done is kept')
    .argument('<names...>', 'runs, such as run-0001, and numbers of captioning or embedding jobs')
    .option('--discard', 'without a checkpoint')
    .addOption(libraryOption())
    .action((names: string[], { discard }: { discard?: boolean }, command: Command) =>
      context.session(command, async ({ workbench, api, output }) => {
        const [numbers, ids] = [names.filter(isNumber), names.filter((name) => !isNumber(name))]
        for (const id of ids) await stopOnCluster(workbench, id, discard !== true)
        for (const number of numbers) await stopShards(workbench, Number(number))
        await api.clusters.look()
        const runs = await Promise.all(ids.map((id) => api.runs.get({ id })))
        const jobs = await Promise.all(numbers.map((id) => api.jobs.get({ id: Number(id) })))
        output.result([...runs, ...jobs], [...runs.map(describeRun), ...jobs.map(describeJob)])
      })
    )

const isNumber = (name: string): boolean => /^[0-9]+$/.test(name)

/** Jobs looked through. */
const LATEST = 1000

function describeShard({ number, items, done, failed, place, ended }: ShardProgress): string {
  const progress = `${done} of ${items} images${failed > 0 ? `, ${failed} failed` : ''}`
  return `  shard ${number}  ${ended ? 'ended' : 'under way'}  ${progress}  ${place}`.trimEnd()
}
