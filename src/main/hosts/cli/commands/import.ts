import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import * as v from 'valibot'
import { ImportFormat, ImportReport, Split, type SkipReason } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { CommandContext } from '../context'
import { libraryOption, toNumber } from '../options'
import { runJob } from '../run-job'

interface Options {
  format?: ImportFormat
  images?: string
  split?: Split
  valFraction?: number
  seed?: number
}

export function importCommand(context: CommandContext): Command {
  return new Command('import')
    .description('read pictures, captions or sentence pairs into a library')
    .argument('<path>', 'file or folder to read')
    .addOption(libraryOption())
    .addOption(new Option('--format <format>', 'what the file is').choices(ImportFormat.options))
    .option('--images <dir>', 'folder of the pictures')
    .addOption(new Option('--split <name>', 'split of what is read').choices(Split.options))
    .option('--val-fraction <share>', 'share held out for validation, 0 to below 1', toNumber)
    .option('--seed <number>', 'seed of the choice of what is held out', toNumber)
    .action(
      (path: string, { format, images, split, valFraction, seed }: Options, command: Command) =>
        context.session(
          command,
          async (session) => {
            const { jobId } = await session.api.imports.start({
              path: resolve(path),
              format,
              imagesDir: images === undefined ? null : resolve(images),
              split,
              valFraction,
              seed
            })
            const job = await runJob(session, jobId)
            const report = v.parse(ImportReport, job.result)
            session.output.result(report, describe(report))
            const [fault] = report.skipped.filter(({ reason }) => !harmless.includes(reason))
            if (fault) {
              const { where, what, reason } = fault
              throw new AppError('import.incomplete', { path: resolve(path), where, what, reason })
            }
          },
          { create: true }
        )
    )
}

/** What belongs to the data as it is; anything else skipped is a fault that scripts must hear of. */
const harmless: readonly SkipReason[] = ['caption-empty', 'pair-side-empty']

function describe(report: ImportReport): string[] {
  const counts = (['images', 'captions', 'pairs'] as const)
    .filter((kind) => report[kind].added + report[kind].unchanged > 0)
    .map((kind) => `${kind}: ${report[kind].added} added, ${report[kind].unchanged} unchanged`)
  const reasons = Object.entries(report.skippedByReason).map(
    ([reason, count]) => `skipped, ${reason}: ${count}`
  )
  const records = report.skipped.map(({ reason, where, what }) => `  ${where}: ${reason}: ${what}`)
  return [...counts, ...reasons, ...records]
}
