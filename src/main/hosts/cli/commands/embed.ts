import { Command } from 'commander'
import * as v from 'valibot'
import { EmbedReport, type ImageOrientation } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { CommandContext } from '../context'
import { chooseModel } from '../choose-model'
import { noteOlderEmbeddings } from '../note-older-embeddings'
import { deviceOption, libraryOption, orientationOption } from '../options'
import { runJob } from '../run-job'

interface Options {
  encoder?: string
  orientation?: ImageOrientation
}

export function embedCommand(context: CommandContext): Command {
  return new Command('embed')
    .description('embed the images and English sentences that have no embedding yet')
    .addOption(libraryOption())
    .addOption(deviceOption())
    .option('--encoder <name>', 'encoder, if there are several: name or number')
    .addOption(orientationOption('how images are seen'))
    .action(({ encoder, orientation }: Options, command: Command) =>
      context.session(command, async (session) => {
        const model = chooseModel(await session.api.models.list(), 'clip', encoder)
        await noteOlderEmbeddings(session, model.id)
        const { jobId } = await session.api.embeddings.start({ modelId: model.id, orientation })
        const job = await runJob(session, jobId)
        const report = v.parse(EmbedReport, job.result)
        const describe = (kind: keyof EmbedReport) =>
          `${kind}: ${report[kind].embedded} embedded, ${report[kind].failed} failed`
        session.output.result(report, [describe('images'), describe('sentences')])
        const { images, sentences } = report
        const failed = images.failed + sentences.failed
        if (failed > 0) {
          const count = failed + images.embedded + sentences.embedded
          throw new AppError('embed.some-failed', { failed, count })
        }
      })
    )
}
