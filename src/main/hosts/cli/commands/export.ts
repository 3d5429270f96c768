import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import {
  ExportFormat,
  ImageState,
  isFolderFormat,
  type ExportPreview,
  type ExportReport
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { captionChoiceOptions, givenChoice, type CaptionChoiceOptions } from '../caption-choice'
import { chooseModel } from '../choose-model'
import type { CommandContext } from '../context'
import { forceOption, keepFormulasOption, libraryOption } from '../options'
import { describeOutput, outputFile, writeTo } from '../output-file'
import type { Session } from '../session'

const splits = ['train', 'val', 'test', 'none', 'all'] as const

interface Options extends CaptionChoiceOptions {
  format: ExportFormat
  split?: (typeof splits)[number]
  state?: ImageState
  filter?: string
  withAuthors?: boolean
  sample?: string
  withImages?: boolean
  encoder?: string
  dryRun?: boolean
  force?: boolean
  keepFormulas?: boolean
}

export function exportCommand(context: CommandContext): Command {
  const command = new Command('export')
    .description('export captions, sentence pairs or embeddings of a library to a file')
    .argument('<file>', 'file to write, - for standard output, or a folder for the format folder')
    .addOption(libraryOption())
    .addOption(
      new Option('--format <format>', 'output format')
        .choices(ExportFormat.options)
        .makeOptionMandatory()
    )
    .addOption(new Option('--split <name>', 'only this split').choices(splits))
    .addOption(
      new Option('--state <state>', 'only images in this state').choices(ImageState.options)
    )
    .option('--filter <text>', 'only images or pairs that match this filter, as in the window')
    .option('--with-authors', 'write who wrote and reviewed each caption (formats csv, tsv, jsonl)')
    .option('--sample <file>', 'template of a submission: its ids, in its order')
    .option('--with-images', 'copy the images next to their text files (formats folder and kohya)')
    .option('--encoder <name>', 'encoder of the embeddings: name or number')
    .option('--dry-run', 'show the beginning of the output and write nothing')
    .addOption(forceOption())
    .addOption(keepFormulasOption())
  for (const option of captionChoiceOptions()) command.addOption(option)
  return command.action((file: string, options: Options, command: Command) =>
    context.session(command, async (session) => {
      const { filter: text, sample, encoder, dryRun, force, ...rest } = options
      const { source, by, reviewedBy, perImage, ...params } = rest
      const runId = /^run:(.+)$/s.exec(source ?? '')?.[1]
      const choice = { ...(runId === undefined && { source }), by, reviewedBy, perImage }
      const input = {
        ...params,
        ...givenChoice(choice),
        ...(runId !== undefined && { runId }),
        file: resolve(file),
        text,
        sample: sample === undefined ? null : resolve(sample),
        encoder:
          params.format === 'embeddings'
            ? chooseModel(await session.api.models.list(), 'clip', encoder).id
            : null
      }
      if (dryRun) {
        const preview = await session.api.exports.preview(input)
        session.output.result(preview, describePreview(preview))
      } else {
        const folder =
          isFolderFormat(params.format) || ['pairs', 'pairs-xml'].includes(params.format)
        const target = folder ? null : await outputFile(file, { force }, session.output)
        if (folder && file === '-') throw manyFiles()
        const report = await (target
          ? writeTo(target, (choice) => runExport(session, { ...input, ...choice }))
          : runExport(session, { ...input, overwrite: force }))
        const files = target ? [describeOutput(target)] : report.files
        session.output.result({ ...report, files }, describe({ ...report, files }))
      }
    })
  )
}

const manyFiles = () =>
  new AppError('call.wrong', { detail: 'only a single file can be written to -' })

type ExportInput = Parameters<Session['api']['exports']['run']>[0]

/** Exports with a progress bar. */
async function runExport({ api, workbench, output, underWay }: Session, input: ExportInput) {
  const stop = workbench.events.listen((event) => {
    if (event.type !== 'export') return
    const { done, total } = event
    output.progress({ phase: 'exporting', done, total, rate: null, secondsLeft: null })
  })
  try {
    return await underWay.do((signal) => api.exports.run(input, { signal }))
  } finally {
    stop()
    output.endProgress()
  }
}

function describe(report: ExportReport): string[] {
  const { images, captions, pairs, embeddings, joinedLines, withoutCaption, refusedNames } = report
  const { renamed, guardedCells } = report
  const what =
    embeddings > 0
      ? `${embeddings} embeddings`
      : pairs > 0
        ? `${pairs} pairs`
        : `${captions} captions of ${images} images`
  const notes = [
    renamed > 0 &&
      `${renamed} images share their file names with others: their folders were put before the names`,
    guardedCells > 0 &&
      `${guardedCells} cells that a spreadsheet would run got an apostrophe (--keep-formulas leaves them as they are)`,
    joinedLines > 0 && `${joinedLines} texts with several lines were written as one line`,
    withoutCaption > 0 && `${withoutCaption} images have no caption`,
    refusedNames > 0 &&
      `${refusedNames} images were left out because their names point outside the folder`,
    ...report.notWritten.map(
      (format) => `additional fields imported from ${format}: not stored in this format`
    )
  ]
  return [
    `${what} written to ${report.files.join(' and ')}`,
    ...notes.filter((note) => typeof note === 'string')
  ]
}

const describePreview = ({ total, files, existing }: ExportPreview): string[] => [
  `${total} records match`,
  ...existing.map(({ path }) => `${path} already exists: only --force replaces it`),
  ...files.flatMap(({ path, text }) => [`${path}:`, text.trimEnd()])
]
