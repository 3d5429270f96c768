import { Command, Option } from 'commander'
import * as v from 'valibot'
import {
  EvaluateReport,
  Split,
  type ComputedWeights,
  type ScoringProfile
} from '../../../../shared/domain'
import {
  captionerHelp,
  chooseEnsemble,
  ensembleOption,
  partOptions,
  type CaptionerParts
} from '../choose-captioner'
import { AppError } from '../../../../shared/errors'
import type { CommandContext } from '../context'
import { decodeOptions, givenDecoding } from '../decode-options'
import { describeScores } from '../describe-scores'
import { deviceOption, forceOption, libraryOption, weightsOption } from '../options'
import { outputFile, writeTo } from '../output-file'
import { runJob } from '../run-job'
import { givenScoring, profileOption, wordsOption } from '../scoring-options'

interface Options extends CaptionerParts {
  ensemble?: string[]
  out?: string
  split?: Split
  weights: ComputedWeights
  profile: ScoringProfile
  words?: string
  force?: boolean
}

export function evaluateCommand(context: CommandContext): Command {
  const command = new Command('evaluate')
    .description(
      'caption the images of a split and score the captions against those written by people'
    )
    .argument('<model>', captionerHelp)
    .addOption(ensembleOption())
    .addOption(libraryOption())
    .addOption(deviceOption())
    .addOption(weightsOption())
    .addOption(
      new Option('--split <name>', 'split to evaluate; val by default').choices(Split.options)
    )
    .option(
      '--out <file>',
      "file for each image's captions, losses and scores, one JSON line each; - for the standard output"
    )
    .addOption(profileOption())
    .addOption(wordsOption())
    .addOption(forceOption())
  for (const option of [...partOptions(), ...decodeOptions()]) command.addOption(option)
  return command.action((model: string, options: Options, command: Command) =>
    context.session(command, async (session) => {
      const { out, force } = options
      const target = out === undefined ? null : await outputFile(out, { force }, session.output)
      const { jobId } = await session.api.captioning.evaluate({
        ...(await chooseEnsemble(session.api, [model, ...(options.ensemble ?? [])], options)),
        ...(options.split && { split: options.split }),
        ...givenScoring(options),
        weights: options.weights,
        decode: givenDecoding(command.opts())
      })
      const job = await runJob(session, jobId)
      const report = v.parse(EvaluateReport, job.result)
      if (target) {
        await writeTo(target, (choice) => session.api.review.exportFile({ jobId, ...choice }))
      }
      session.output.result({ ...report, jobId }, [
        `${report.images} images of the split ${report.split}, ${report.failed} could not be read`,
        ...describeScores(report),
        `profile  ${report.profile}`,
        ...(report.loss === null ? [] : [`loss     ${report.loss.toFixed(4)}`])
      ])
      const { images, failed, split } = report
      if (failed > 0) {
        throw new AppError('evaluate.some-failed', { failed, count: images + failed, split })
      }
    })
  )
}
