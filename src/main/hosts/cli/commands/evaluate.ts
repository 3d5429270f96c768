import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import * as v from 'valibot'
import { EvaluateReport, Split } from '../../../../shared/domain'
import {
  captionerHelp,
  chooseCaptioner,
  partOptions,
  type CaptionerParts
} from '../choose-captioner'
import type { CommandContext } from '../context'
import { decodeOptions, givenDecoding } from '../decode-options'
import { describeScores } from '../describe-scores'
import { deviceOption, libraryOption } from '../options'
import { runJob } from '../run-job'

interface Options extends CaptionerParts {
  out?: string
  split?: Split
}

export function evaluateCommand(context: CommandContext): Command {
  const command = new Command('evaluate')
    .description('caption the pictures of a split and score that against what people wrote')
    .argument('<model>', captionerHelp)
    .addOption(libraryOption())
    .addOption(deviceOption())
    .addOption(
      new Option('--split <name>', 'which pictures; val by default').choices(Split.options)
    )
    .option(
      '--out <file>',
      "file for each picture's captions, losses and scores, one JSON line each"
    )
  for (const option of [...partOptions(), ...decodeOptions()]) command.addOption(option)
  return command.action((model: string, options: Options, command: Command) =>
    context.session(command, async (session) => {
      const { jobId } = await session.api.captioning.evaluate({
        ...(await chooseCaptioner(session.api, model, options)),
        ...(options.split && { split: options.split }),
        decode: givenDecoding(command.opts())
      })
      const job = await runJob(session, jobId)
      const report = v.parse(EvaluateReport, job.result)
      if (options.out !== undefined) {
        await session.api.review.exportFile({ jobId, file: resolve(options.out) })
      }
      session.output.result({ ...report, jobId }, [
        `${report.images} pictures of the split ${report.split}, ${report.failed} could not be read`,
        ...describeScores(report),
        ...(report.loss === null ? [] : [`loss     ${report.loss.toFixed(4)}`])
      ])
    })
  )
}
