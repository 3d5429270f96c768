import { Command } from 'commander'
import * as v from 'valibot'
import { EmbedReport } from '../../../../shared/domain'
import type { CommandContext } from '../context'
import { chooseModel } from '../choose-model'
import { deviceOption, libraryOption } from '../options'
import { runJob } from '../run-job'

export function embedCommand(context: CommandContext): Command {
  return new Command('embed')
    .description('embed the pictures and English sentences that have no embedding yet')
    .addOption(libraryOption())
    .addOption(deviceOption())
    .option('--encoder <name>', 'name or number of the CLIP model, where there are several')
    .action(({ encoder }: { encoder?: string }, command: Command) =>
      context.session(command, async (session) => {
        const model = chooseModel(await session.api.models.list(), 'clip', encoder)
        const { jobId } = await session.api.embeddings.start({ modelId: model.id })
        const job = await runJob(session, jobId)
        const report = v.parse(EmbedReport, job.result)
        const describe = (kind: keyof EmbedReport) =>
          `${kind}: ${report[kind].embedded} embedded, ${report[kind].failed} failed`
        session.output.result(report, [describe('images'), describe('sentences')])
      })
    )
}
