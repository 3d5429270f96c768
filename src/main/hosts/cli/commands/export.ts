import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import {
  ExportFormat,
  ImageState,
  type ExportPreview,
  type ExportReport
} from '../../../../shared/domain'
import { chooseModel } from '../choose-model'
import type { CommandContext } from '../context'
import { libraryOption } from '../options'
import type { Session } from '../session'

const splits = ['train', 'val', 'test', 'none', 'all'] as const

interface Options {
  format: ExportFormat
  split?: (typeof splits)[number]
  state?: ImageState
  filter?: string
  source?: string
  sample?: string
  withPictures?: boolean
  encoder?: string
  dryRun?: boolean
}

export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .description('write captions, sentence pairs or embeddings of a library to a file')
    .argument('<file>', 'file to write, or folder for the format folder')
    .addOption(libraryOption())
    .addOption(
      new Option('--format <format>', 'what to write')
        .choices(ExportFormat.options)
        .makeOptionMandatory()
    )
    .addOption(new Option('--split <name>', 'only this split').choices(splits))
    .addOption(new Option('--state <state>', 'only images so').choices(ImageState.options))
    .option('--filter <text>', 'only images or pairs that this filter admits, as in the window')
    .option('--source <source>', 'captions that are taken: accepted, any, or run:ID')
    .option('--sample <file>', 'template of a submission, for its ids and their order')
    .option('--with-pictures', 'copy the pictures beside their texts, for the format folder')
    .option('--encoder <name>', 'name or number of the CLIP model, for embeddings')
    .option('--dry-run', 'show the beginning of what would be written')
    .action((file: string, options: Options, command: Command) =>
      context.session(command, async (session) => {
        const { filter: text, sample, encoder, dryRun, ...params } = options
        const input = {
          ...params,
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
          const report = await runExport(session, input)
          session.output.result(report, describe(report))
        }
      })
    )
}

type ExportInput = Parameters<Session['api']['exports']['run']>[0]

/** Exports with a progress bar; Ctrl+C cancels. */
async function runExport({ api, workbench, output }: Session, input: ExportInput) {
  const controller = new AbortController()
  const cancel = () => controller.abort()
  const stop = workbench.events.listen((event) => {
    if (event.type !== 'export') return
    const { done, total } = event
    output.progress({ phase: 'exporting', done, total, rate: null, secondsLeft: null })
  })
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  try {
    return await api.exports.run(input, { signal: controller.signal })
  } finally {
    stop()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
    output.endProgress()
  }
}

function describe(report: ExportReport): string[] {
  const { images, captions, pairs, embeddings, joinedLines, withoutCaption, refusedNames } = report
  const what =
    embeddings > 0
      ? `${embeddings} embeddings`
      : pairs > 0
        ? `${pairs} pairs`
        : `${captions} captions of ${images} images`
  const notes = [
    joinedLines > 0 && `${joinedLines} texts of several lines were written on one`,
    withoutCaption > 0 && `${withoutCaption} images have no caption`,
    refusedNames > 0 && `${refusedNames} images have names that lead out of the folder: left out`,
    ...report.notWritten.map((format) => `further fields of the format ${format}: not written`)
  ]
  return [
    `${what} written to ${report.files.join(' and ')}`,
    ...notes.filter((note) => typeof note === 'string')
  ]
}

const describePreview = ({ total, files }: ExportPreview): string[] => [
  `${total} records to look at`,
  ...files.flatMap(({ path, text }) => [`${path}:`, text.trimEnd()])
]
