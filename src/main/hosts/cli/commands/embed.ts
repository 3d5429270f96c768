import { Command } from 'commander'
import * as v from 'valibot'
import {
  EmbedParams,
  EmbedReport,
  isJobElsewhere,
  type ImageOrientation
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { startShards } from '../../../services/cluster'
import { bundleShard } from '../bundle-shard'
import { checkClusterOptions, clusterOptions, type ClusterOptions } from '../cluster-options'
import type { CommandContext } from '../context'
import { chooseModel } from '../choose-model'
import { noteOlderEmbeddings } from '../note-older-embeddings'
import { deviceOption, orientationOption } from '../options'
import { chosenCluster, runAnywhere } from '../run-anywhere'
import type { Session } from '../session'

interface Options extends ClusterOptions {
  library?: string
  encoder?: string
  orientation?: ImageOrientation
}

export function embedCommand(context: CommandContext): Command {
  const command = new Command('embed')
    .description('embed the images and English sentences that have no embedding yet')
    .option('--library <dir>', 'library folder')
    .addOption(deviceOption())
    .option('--encoder <name>', 'encoder, if there are several: name or number')
    .addOption(orientationOption('how images are seen'))
  for (const option of clusterOptions()) command.addOption(option)
  return command.action((options: Options, command: Command) => {
    const { bundle, library } = options
    if (bundle !== undefined) return bundleShard(context, command, { bundle, kind: 'embed' })
    if (library === undefined) {
      throw new AppError('call.wrong', { detail: 'give --library or --bundle' })
    }
    checkClusterOptions(options, false)
    return context.session(command, (session) => embed(session, options))
  })
}

async function embed(session: Session, options: Options): Promise<void> {
  const { api, output } = session
  const model = chooseModel(await api.models.list(), 'clip', options.encoder)
  await noteOlderEmbeddings(session, model.id)
  const { orientation } = options
  const given = { modelId: model.id, ...(orientation && { orientation }) }
  const jobId = await start(session, v.parse(EmbedParams, given), options)
  const job = await runAnywhere(session, jobId, { follow: options.follow })
  if (!job) {
    output.note('"viecap cluster follow" waits for it and brings the embeddings')
    return
  }
  const report = v.parse(EmbedReport, job.result)
  const describe = (kind: keyof EmbedReport) =>
    `${kind}: ${report[kind].embedded} embedded, ${report[kind].failed} failed`
  output.result(report, [describe('images'), describe('sentences')])
  const { images, sentences } = report
  const failed = images.failed + sentences.failed
  if (failed > 0) {
    const count = failed + images.embedded + sentences.embedded
    throw new AppError('embed.some-failed', { failed, count })
  }
}

/** Jobs looked through for one that is under way. */
const LATEST = 1000

/** Queues the job; for a cluster, only where none has the same work already. */
async function start(
  { api, workbench }: Session,
  params: EmbedParams,
  options: Options
): Promise<number> {
  const cluster = await chosenCluster(options)
  if (!cluster) return (await api.embeddings.start(params)).jobId
  for (const job of await api.jobs.list({ limit: LATEST })) {
    if (job.kind !== 'embed' || !isJobElsewhere(job)) continue
    const { modelId, orientation } = v.parse(EmbedParams, job.params)
    if (modelId === params.modelId && orientation === params.orientation) return job.id
  }
  return startShards(workbench, { kind: 'embed', params }, cluster)
}
