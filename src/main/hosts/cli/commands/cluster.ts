import { Command } from 'commander'
import type { CommandContext } from '../context'
import { followClusters } from '../follow-clusters'
import { describeRun } from '../follow-run'
import { libraryOption } from '../options'
import { chooseProfile } from '../choose-profile'
import { runJob } from '../run-job'
import { stopOnCluster, submitRuns } from '../../../services/cluster'

export function clusterCommand(context: CommandContext): Command {
  return new Command('cluster')
    .description('submit runs to a Slurm cluster, follow them there, and stop them')
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
    .description('follow the runs of a library on clusters until all have ended')
    .addOption(libraryOption())
    .action((_options, command: Command) => context.session(command, followClusters))

const statusCommand = (context: CommandContext): Command =>
  new Command('status')
    .description('look at the clusters once, and list the runs there')
    .addOption(libraryOption())
    .action((_options, command: Command) =>
      context.session(command, async ({ api, output }) => {
        const { problems } = await api.clusters.look()
        for (const { message } of problems) output.note(`viecap: ${message}`)
        const runs = (await api.runs.list()).filter(({ cluster }) => cluster !== null)
        output.result({ runs, problems }, runs.map(describeRun))
      })
    )

const cancelCommand = (context: CommandContext): Command =>
  new Command('cancel')
    .description('stop runs on a cluster; those that train write a checkpoint first')
    .argument('<runs...>', 'runs, such as run-0001 run-0002')
    .option('--discard', 'without a checkpoint')
    .addOption(libraryOption())
    .action((ids: string[], { discard }: { discard?: boolean }, command: Command) =>
      context.session(command, async ({ workbench, api, output }) => {
        for (const id of ids) await stopOnCluster(workbench, id, discard !== true)
        await api.clusters.look()
        const runs = await Promise.all(ids.map((id) => api.runs.get({ id })))
        output.result(runs, runs.map(describeRun))
      })
    )
