import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import * as v from 'valibot'
import {
  CaptionTexts,
  ImportFormat,
  ImportReport,
  Split,
  type ImportColumns,
  type ImportPreview,
  type SkippedRecord,
  type SkipReason
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { skippedParams, skipReasonText } from '../../../../shared/errors/skip-reasons'
import { chooseModel } from '../choose-model'
import { describeTaken } from '../describe-taken'
import type { CommandContext } from '../context'
import { libraryOption, toNumber } from '../options'
import { requirePath } from '../require-path'
import { runJob } from '../run-job'
import type { Session } from '../session'

interface Options {
  format?: ImportFormat
  images?: string
  split?: Split
  valFraction?: number
  seed?: number
  columns?: ImportColumns
  encoder?: string
  textFiles?: CaptionTexts
  beside?: string
  dryRun?: boolean
}

export function importCommand(context: CommandContext): Command {
  return new Command('import')
    .description('import images, captions or sentence pairs into a library')
    .argument('<path>', 'file or folder to import')
    .addOption(libraryOption())
    .addOption(
      new Option('--format <format>', 'format of the file; detected by default').choices(
        ImportFormat.options
      )
    )
    .option('--images <dir>', 'image folder')
    .addOption(new Option('--split <name>', 'split to add to').choices(Split.options))
    .option(
      '--val-fraction <fraction>',
      'fraction held out for validation, from 0 to below 1',
      toNumber
    )
    .option('--seed <number>', 'random seed for choosing what is held out', toNumber)
    .option(
      '--columns <names>',
      'columns of a table, such as image=file_name,caption=text',
      toColumns
    )
    .addOption(
      new Option(
        '--text-files <contents>',
        'what a text file beside an image contains: a caption per line, or one caption'
      ).choices(CaptionTexts.options)
    )
    .option(
      '--beside <file>',
      'COCO file that belongs to COCO results, or for pairs the file with the other language'
    )
    .option('--encoder <name>', 'encoder that made the embeddings: name or number')
    .option('--dry-run', 'show the first records and import nothing')
    .action((path: string, options: Options, command: Command) =>
      context.session(
        command,
        async (session) => {
          const { images, encoder, dryRun, textFiles, beside, ...others } = options
          const params = {
            ...others,
            path: resolve(path),
            ...(textFiles && { texts: textFiles }),
            beside: beside === undefined ? null : resolve(beside),
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
          await noteNoValidation(session, report)
          const [fault] = report.skipped.filter(({ reason }) => !harmless.includes(reason))
          if (fault) {
            throw new AppError('import.incomplete', { path: params.path, ...skippedParams(fault) })
          }
        },
        {
          create: true,
          check() {
            requirePath(resolve(path))
            if (options.images !== undefined) requirePath(resolve(options.images))
            if (options.beside !== undefined) requirePath(resolve(options.beside))
          }
        }
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

/** Reasons that are normal in real data; anything else skipped makes the command fail. */
const harmless: readonly SkipReason[] = ['caption-empty', 'pair-side-empty', 'text-without-image']

function describe(report: ImportReport): string[] {
  const counts = (['images', 'captions', 'pairs', 'embeddings'] as const)
    .filter((kind) => report[kind].added + report[kind].unchanged > 0)
    .map((kind) => `${kind}: ${report[kind].added} added, ${report[kind].unchanged} unchanged`)
  const reasons = Object.entries(report.skippedByReason).map(
    ([reason, count]) => `skipped, ${skipReasonText(reason, 'en')}: ${count}`
  )
  const records = report.skipped.map((record) => `  ${describeSkipped(record)}`)
  const kept = report.kept.map(
    ({ field, records: n }) => `additional field, kept with the records: ${field}: ${n}`
  )
  const notKept = report.notKept.map(
    ({ field, records: n }) => `field that could not be kept: ${field}: ${n}`
  )
  const joined =
    report.joined > 0
      ? [`records merged into earlier ones for the same image: ${report.joined}`]
      : []
  const missing =
    report.withoutCaption > 0
      ? [`images without a caption in this import: ${report.withoutCaption}`]
      : []
  const cut = report.lacksEnd
    ? [
        `JPEG files without their end marker, used all the same: ${report.lacksEnd.images}, such as ${report.lacksEnd.first}`
      ]
    : []
  const splits = Object.entries(report.splits).map(([split, n]) => `${split} ${n}`)
  return [
    `read as ${report.format}`,
    ...describeTaken(report.taken),
    ...counts,
    ...(splits.length > 1 ? [`images by split: ${splits.join(', ')}`] : []),
    ...(report.suggestions > 0
      ? [`captions by models, suggestions until a person takes them: ${report.suggestions}`]
      : []),
    ...describeNothing(report),
    ...missing,
    ...cut,
    ...joined,
    ...kept,
    ...notKept,
    ...reasons,
    ...records
  ]
}

/** Says how to hold out images where a library has images to train on and none to validate on. */
async function noteNoValidation({ api, output }: Session, { splits }: ImportReport): Promise<void> {
  if (!splits['train']) return
  const { total } = await api.images.page({ filter: { split: 'val' }, offset: 0, limit: 1 })
  if (total > 0) return
  output.note(
    'The library has no validation images: a run has no BLEU, no sample captions and no best checkpoint by captions. Import into a new library with --val-fraction 0.05, or move 5% to validation on the Train screen.'
  )
}

/** A line if nothing was added. */
function describeNothing({ images, captions, pairs, embeddings }: ImportReport): string[] {
  const kinds = [images, captions, pairs, embeddings]
  if (kinds.some(({ added }) => added > 0)) return []
  return kinds.some(({ unchanged }) => unchanged > 0)
    ? ['nothing new: the library already has all of it']
    : ['nothing was imported: no readable records or images were found']
}

function describeSkipped(record: SkippedRecord): string {
  const { where, reason, detail, what } = skippedParams(record)
  return `${where}: ${skipReasonText(reason, 'en')}${detail}: ${what}`
}

function describePreview(preview: ImportPreview): string[] {
  const { format, encoding, imagesDir, columns, used, taken, suggestions, rows, kept, complete } =
    preview
  const known = Object.entries(used).map(([role, column]) => `${role} = ${column}`)
  return [
    [format, encoding, imagesDir && `images in ${imagesDir}`].filter(Boolean).join(', '),
    ...describeTaken(taken),
    ...(columns.length > 0 ? [`columns: ${columns.join(', ')} (${known.join(', ')})`] : []),
    ...kept.map(({ field }) => `kept with the records: ${field}`),
    ...(suggestions ? ['captions of models come in as suggestions'] : []),
    ...rows.map(({ where, name, texts, split, problem }) =>
      [
        where,
        ...(split ? [split] : []),
        name,
        ...texts,
        ...(problem ? [`(${skipReasonText(problem, 'en')})`] : [])
      ].join(' | ')
    ),
    ...preview.skipped.map(describeSkipped),
    complete
      ? 'This is the whole file; nothing was imported.'
      : 'The file has more records; nothing was imported.'
  ]
}
