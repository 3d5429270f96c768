import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import * as v from 'valibot'
import {
  CaptioningFormat,
  CaptioningReport,
  TextMode,
  type CaptioningItem,
  type CaptioningParams,
  type ComputedWeights
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { captionSource, sourceOptions, type SourceOptions } from '../caption-source'
import { captionerHelp, ensembleOption, partOptions } from '../choose-captioner'
import { bundleShard } from '../bundle-shard'
import { checkClusterOptions, clusterOptions, type ClusterOptions } from '../cluster-options'
import {
  checkWriter,
  chooseWriter,
  endpointOptions,
  requireWriterFile,
  type WriterOptions
} from '../choose-writer'
import type { CommandContext } from '../context'
import { decodeOptions, givenDecoding } from '../decode-options'
import { startCaptioning } from '../start-captioning'
import { deviceOption, forceOption, keepFormulasOption, toNumber, weightsOption } from '../options'
import { describeOutput, outputFile, writeTo, type OutputFile } from '../output-file'
import { runAnywhere } from '../run-anywhere'
import type { Session } from '../session'
import { shellWords } from '../shell-words'
import { wordScores } from '../word-scores'

interface Options extends WriterOptions, SourceOptions, ClusterOptions {
  library?: string
  out?: string
  format?: CaptioningFormat
  texts: TextMode
  sample?: string
  weights: ComputedWeights
  dryRun?: number
  resume?: true
  retryFailed?: true
  reuse: boolean
  intoLibrary?: true
  references?: string
  force?: boolean
  keepFormulas?: boolean
}

export function captionCommand(context: CommandContext): Command {
  const command = new Command('caption')
    .description('write a caption for every image of a folder, a list or a library')
    .argument(
      '[source]',
      'folder, or list file with one image per line (or names separated by NUL)'
    )
    .option('--library <dir>', 'library that records the job; by default a new one, OUT.viecap')
    .addOption(deviceOption())
    .addOption(weightsOption())
    .option('--model <model>', captionerHelp)
    .addOption(ensembleOption())
    .option(
      '--out <file>',
      'file to write, - for standard output; not for txt, which is written next to the images'
    )
    .addOption(
      new Option(
        '--format <format>',
        'output format; by default from the extension of --out'
      ).choices(CaptioningFormat.options)
    )
    .addOption(
      new Option('--texts <mode>', 'what to do with an existing text file')
        .choices(TextMode.options)
        .default('keep')
    )
    .option('--sample <file>', 'template of a submission: its ids, in its order')
    .option(
      '--dry-run <n>',
      'caption only this many images and print the captions; write nothing',
      toNumber
    )
    .option('--resume', 'resume the interrupted captioning job for the same images')
    .option('--retry-failed', 'retry the failed images of the last captioning job')
    .option('--no-reuse', 'caption images again that already have a caption with the same settings')
    .option('--into-library', 'add the captions to the library as drafts')
    .option('--references <file>', 'captions written by people, to score against')
    .addOption(forceOption())
    .addOption(keepFormulasOption())
  const options = [
    ...[endpointOptions(), sourceOptions(), partOptions(), decodeOptions()],
    clusterOptions()
  ]
  for (const option of options.flat()) command.addOption(option)
  return command.action(async (source: string | undefined, options: Options, command: Command) => {
    const { out, force, bundle } = options
    if (bundle !== undefined) return bundleShard(context, command, { bundle, kind: 'caption' })
    checkWriter(options)
    checkOptions(options)
    const tried = options.dryRun !== undefined
    const target =
      out === undefined || tried ? null : await outputFile(out, { force }, context.output)
    const create = options.library === undefined
    if (create) {
      const beside = options.out === '-' ? source : (options.out ?? source)
      if (beside === undefined) throw wrongCall('give a folder, a list, or --library with --filter')
      command.setOptionValue('library', `${resolve(beside)}.viecap`)
    }
    return context.session(
      command,
      (session) => caption(session, source, target, options, command),
      {
        create,
        check() {
          captionSource(source, options)
          requireWriterFile(options)
        }
      }
    )
  })
}

async function caption(
  session: Session,
  source: string | undefined,
  target: OutputFile | null,
  options: Options,
  command: Command
): Promise<void> {
  const { api, output } = session
  const params: v.InferInput<typeof CaptioningParams> = {
    ...(await chooseWriter(api, options)),
    source: captionSource(source, options),
    weights: options.weights,
    decode: givenDecoding(command.opts()),
    reuse: options.reuse,
    sample: options.dryRun ?? null
  }
  const jobId = await startCaptioning(session, params, { source, options })
  const resume = resumeOf(session.underWay.args)
  const job = await runAnywhere(session, jobId, { follow: options.follow, resume })
  if (!job) {
    const call = [...resume.filter((arg) => arg !== '--follow'), '--follow']
    output.note(`to wait for it and write the captions: ${shellWords(['npx', 'viecap', ...call])}`)
    return
  }
  const report = v.parse(CaptioningReport, job.result)
  await noteFailures(session, jobId)
  const captioned = report.done + report.skipped
  if (captioned === 0) {
    const path = source === undefined ? (options.library ?? '') : resolve(source)
    throw new AppError('caption.all-failed', { path, count: report.failed })
  }
  if (options.dryRun !== undefined) {
    await printCaptions(session, jobId, report)
    failWhereSomeFailed(report)
    return
  }
  const written = await write(session, jobId, target, options)
  const library = options.intoLibrary ? await api.captioning.intoLibrary({ jobId }) : null
  const scores = options.references
    ? await api.captioning.score({ jobId, references: resolve(options.references) })
    : null
  output.result({ ...report, jobId, ...written, library, scores }, [
    `${captioned} images have a caption: ${report.done} captioned now, ${report.skipped} already captioned with the same settings; ${report.failed} failed`,
    ...(report.waited === null
      ? []
      : [`the device waited for images ${(100 * report.waited).toFixed(1)}% of the time`]),
    ...(written ? [describeWritten(written)] : []),
    ...(library
      ? [
          `${library.added} drafts added to the library; ${library.unchanged} were already there; ${library.unknown} images are not in it; ${library.empty} captions are empty`
        ]
      : []),
    ...(scores
      ? [`scores (${scores.unmatched} images without references):`, ...wordScores(scores)]
      : [])
  ])
  const [failure] = written?.failures ?? []
  if (written && failure) {
    for (const { error } of written.failures) output.note(error.message)
    const { unwritten: count } = written
    throw new AppError('caption.texts-failed', { count, detail: failure.error.message })
  }
  failWhereSomeFailed(report)
}

/** The command that resumes an interrupted captioning job, also one that was retrying failed files. */
const resumeOf = (args: readonly string[]): string[] => [
  ...args.filter((arg) => arg !== '--resume' && arg !== '--retry-failed'),
  '--resume'
]

type Written = Awaited<ReturnType<Session['api']['captioning']['exportFile']>>

async function write(
  { api }: Session,
  jobId: number,
  target: OutputFile | null,
  { out, format, texts, sample, intoLibrary, keepFormulas }: Options
): Promise<Written | null> {
  if (out === undefined && format === undefined && intoLibrary) return null
  const params = {
    jobId,
    format: format ?? formatOf(out ?? ''),
    textMode: texts,
    sample: sample === undefined ? null : resolve(sample),
    keepFormulas
  }
  if (!target) return api.captioning.exportFile(params)
  const written = await writeTo(target, (choice) =>
    api.captioning.exportFile({ ...params, ...choice })
  )
  return { ...written, file: describeOutput(target) }
}

function describeWritten({
  file,
  captions,
  kept,
  withoutCaption,
  unwritten,
  renamed,
  guardedCells
}: Written): string {
  const place = file === null ? 'next to the images' : `to ${file}`
  const notes = [
    ...(kept > 0 ? [`${kept} text files were left unchanged`] : []),
    ...(unwritten > 0 ? [`${unwritten} could not be written`] : []),
    ...(renamed > 0
      ? [`${renamed} share their file names with others: their folders were put before the names`]
      : []),
    ...(guardedCells > 0
      ? [`${guardedCells} cells that a spreadsheet would run got an apostrophe`]
      : []),
    ...(withoutCaption > 0 ? [`${withoutCaption} ids of the template have no caption`] : [])
  ]
  return [`${captions} captions written ${place}`, ...notes].join('; ')
}

/** Makes the command fail if an image has no caption, so that scripts notice. */
function failWhereSomeFailed({ done, skipped, failed }: CaptioningReport): void {
  if (failed > 0) {
    throw new AppError('caption.some-failed', { failed, count: done + skipped + failed })
  }
}

/** Names each image that has no caption, with the reason. */
async function noteFailures({ api, output }: Session, jobId: number): Promise<void> {
  for await (const { file, error } of itemsOf(api, jobId, 'failed')) {
    output.note(`${JSON.stringify(file).slice(1, -1)}: ${error?.message ?? ''}`)
  }
}

async function printCaptions(
  { api, output }: Session,
  jobId: number,
  report: CaptioningReport
): Promise<void> {
  const items: CaptioningItem[] = []
  for await (const item of itemsOf(api, jobId, null)) items.push(item)
  output.result(
    { ...report, jobId, items },
    items.flatMap(({ file, text }) => (text === null ? [] : [`${file}: ${text}`]))
  )
}

async function* itemsOf(api: Session['api'], jobId: number, state: 'failed' | null) {
  const limit = 1000
  for (let offset = 0, total = 1; offset < total; offset += limit) {
    const page = await api.captioning.items({ jobId, state, offset, limit })
    total = page.total
    yield* page.rows
  }
}

function checkOptions(options: Options) {
  const { out, format, dryRun, intoLibrary, library, resume, retryFailed } = options
  checkClusterOptions(options, resume === true || retryFailed === true)
  if (options.profile !== undefined && (dryRun !== undefined || options.endpoint !== undefined)) {
    throw wrongCall('--profile goes with neither --dry-run nor --endpoint')
  }
  if (resume && retryFailed) throw wrongCall('give either --resume or --retry-failed, not both')
  if (intoLibrary && library === undefined) throw wrongCall('--into-library needs --library')
  if (format === 'txt' && out !== undefined) {
    throw wrongCall('txt is written next to the images: omit --out')
  }
  const writes = out !== undefined || format === 'txt' || intoLibrary || dryRun !== undefined
  if (!writes) throw wrongCall('give --out FILE, --format txt, --into-library or --dry-run N')
}

const wrongCall = (detail: string) => new AppError('call.wrong', { detail })

/** By the ending; a zip is a submission. */
function formatOf(file: string): CaptioningFormat {
  const ending = /\.(jsonl|csv|zip)$/i.exec(file)?.[1]?.toLowerCase()
  return ending === 'zip' ? 'submission' : ending === 'jsonl' || ending === 'csv' ? ending : 'json'
}
