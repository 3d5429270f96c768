import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import * as v from 'valibot'
import {
  ImportFormat,
  ImportReport,
  Split,
  type ImportColumns,
  type ImportPreview,
  type SkipReason
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { chooseModel } from '../choose-model'
import type { CommandContext } from '../context'
import { libraryOption, toNumber } from '../options'
import { runJob } from '../run-job'

interface Options {
  format?: ImportFormat
  images?: string
  split?: Split
  valFraction?: number
  seed?: number
  columns?: ImportColumns
  encoder?: string
  dryRun?: boolean
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
    .option('--columns <names>', 'such as image=file_name,caption=text', toColumns)
    .option('--encoder <name>', 'name or number of the CLIP model that made embeddings')
    .option('--dry-run', 'show the first records and import nothing')
    .action((path: string, options: Options, command: Command) =>
      context.session(
        command,
        async (session) => {
          const { images, encoder, dryRun, ...others } = options
          const params = {
            ...others,
            path: resolve(path),
            imagesDir: images === undefined ? null : resolve(images),
            encoder:
              encoder === undefined
                ? null
                : chooseModel(await session.api.models.list(), 'clip', encoder).id
          }
          if (dryRun) {
            const preview = await session.api.imports.preview(params)
            session.output.result(preview, describePreview(preview))
            return
          }
          const { jobId } = await session.api.imports.start(params)
          const job = await runJob(session, jobId)
          const report = v.parse(ImportReport, job.result)
          session.output.result(report, describe(report))
          const [fault] = report.skipped.filter(({ reason }) => !harmless.includes(reason))
          if (fault) {
            const { where, what, reason } = fault
            throw new AppError('import.incomplete', { path: params.path, where, what, reason })
          }
        },
        { create: true }
      )
    )
}

const roles = ['image', 'caption', 'english', 'vietnamese'] as const

/** Reads `image=file_name,caption=text`. */
function toColumns(text: string): ImportColumns {
  const columns: ImportColumns = {}
  for (const part of text.split(',')) {
    const [role, name] = [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]
    const known = roles.find((one) => one === role)
    if (!known || name === '') {
      throw new InvalidArgumentError(`Write ${roles.join(', ')}, each with = and a column.`)
    }
    columns[known] = name
  }
  return columns
}

/** What belongs to the data as it is; anything else skipped is a fault that scripts must hear of. */
const harmless: readonly SkipReason[] = ['caption-empty', 'pair-side-empty', 'text-without-picture']

function describe(report: ImportReport): string[] {
  const counts = (['images', 'captions', 'pairs', 'embeddings'] as const)
    .filter((kind) => report[kind].added + report[kind].unchanged > 0)
    .map((kind) => `${kind}: ${report[kind].added} added, ${report[kind].unchanged} unchanged`)
  const reasons = Object.entries(report.skippedByReason).map(
    ([reason, count]) => `skipped, ${reason}: ${count}`
  )
  const records = report.skipped.map(({ reason, where, what }) => `  ${where}: ${reason}: ${what}`)
  const kept = report.kept.map(
    ({ field, records: n }) => `further field, kept beside what was imported: ${field}: ${n}`
  )
  const notKept = report.notKept.map(
    ({ field, records: n }) => `field that could not be kept: ${field}: ${n}`
  )
  const joined = report.joined > 0 ? [`records of pictures named before: ${report.joined}`] : []
  return [...counts, ...joined, ...kept, ...notKept, ...reasons, ...records]
}

function describePreview(preview: ImportPreview): string[] {
  const { format, encoding, imagesDir, columns, used, rows, kept, complete } = preview
  const known = Object.entries(used).map(([role, column]) => `${role} = ${column}`)
  return [
    [format, encoding, imagesDir && `pictures in ${imagesDir}`].filter(Boolean).join(', '),
    ...(columns.length > 0 ? [`columns: ${columns.join(', ')} (${known.join(', ')})`] : []),
    ...kept.map(({ field }) => `kept beside the records: ${field}`),
    ...rows.map(({ where, name, texts, problem }) =>
      [where, name, ...texts, ...(problem ? [`(${problem})`] : [])].join(' | ')
    ),
    ...preview.skipped.map(({ where, what, reason }) => `${where}: ${reason}: ${what}`),
    complete ? 'That is all of it; nothing was imported.' : 'More follows; nothing was imported.'
  ]
}
