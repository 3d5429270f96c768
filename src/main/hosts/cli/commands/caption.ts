import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import * as v from 'valibot'
import {
  CaptioningFormat,
  CaptioningReport,
  TextMode,
  type CaptioningItem,
  type CaptioningParams
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import { captionSource, sourceOptions, type SourceOptions } from '../caption-source'
import {
  captionerHelp,
  chooseCaptioner,
  partOptions,
  type CaptionerParts
} from '../choose-captioner'
import type { CommandContext } from '../context'
import { decodeOptions, givenDecoding } from '../decode-options'
import { earlierJob, startJob } from '../earlier-captioning'
import { deviceOption, toNumber } from '../options'
import { runJob } from '../run-job'
import type { Session } from '../session'
import { wordScores } from '../word-scores'

interface Options extends CaptionerParts, SourceOptions {
  library?: string
  model: string
  out?: string
  format?: CaptioningFormat
  texts: TextMode
  sample?: string
  dryRun?: number
  resume?: true
  retryFailed?: true
  reuse: boolean
  intoLibrary?: true
  references?: string
}

export function captionCommand(context: CommandContext): Command {
  const command = new Command('caption')
    .description('write a caption for every picture of a folder, a list or a library')
    .argument('[source]', 'folder, or file that names a picture a line (or ends names by NUL)')
    .option('--library <dir>', 'library that keeps the work; by default a new one, OUT.viecap')
    .addOption(deviceOption())
    .requiredOption('--model <model>', captionerHelp)
    .option('--out <file>', 'file to write; none for txt, which is written beside the pictures')
    .addOption(
      new Option('--format <format>', 'by default as the name of the file ends').choices(
        CaptioningFormat.options
      )
    )
    .addOption(
      new Option('--texts <mode>', 'what becomes of a text file that is there already')
        .choices(TextMode.options)
        .default('keep')
    )
    .option('--sample <file>', 'template whose ids a submission holds, in its order')
    .option(
      '--dry-run <n>',
      'try on so many pictures, print their captions, write nothing',
      toNumber
    )
    .option('--resume', 'go on with the captioning of the same pictures that was cut off')
    .option('--retry-failed', 'try the failed pictures of the last captioning again')
    .option('--no-reuse', 'caption anew what has a caption by the same settings')
    .option('--into-library', 'put the captions into the library as drafts')
    .option('--references <file>', 'captions by people to score against')
  for (const option of [...sourceOptions(), ...partOptions(), ...decodeOptions()]) {
    command.addOption(option)
  }
  return command.action((source: string | undefined, options: Options, command: Command) => {
    checkOptions(options)
    const create = options.library === undefined
    if (create) {
      const beside = options.out ?? source
      if (beside === undefined) throw wrongCall('name a folder, a list, or --library with --filter')
      command.setOptionValue('library', `${resolve(beside)}.viecap`)
    }
    return context.session(command, (session) => caption(session, source, options, command), {
      create
    })
  })
}

async function caption(
  session: Session,
  source: string | undefined,
  options: Options,
  command: Command
): Promise<void> {
  const { api, output } = session
  const params: v.InferInput<typeof CaptioningParams> = {
    ...(await chooseCaptioner(api, options.model, options)),
    source: captionSource(source, options),
    decode: givenDecoding(command.opts()),
    reuse: options.reuse,
    sample: options.dryRun ?? null
  }
  const earlier =
    options.resume || options.retryFailed ? await earlierJob(api, params, source) : null
  const jobId = await startJob(api, params, earlier, options.retryFailed === true)
  const job = await runJob(session, jobId)
  const report = v.parse(CaptioningReport, job.result)
  await noteFailures(session, jobId)
  const captioned = report.done + report.skipped
  if (captioned === 0) {
    const path = source === undefined ? (options.library ?? '') : resolve(source)
    throw new AppError('caption.all-failed', { path, count: report.failed })
  }
  if (options.dryRun !== undefined) {
    await printCaptions(session, jobId, report)
    return
  }
  const written = await write(session, jobId, options)
  const library = options.intoLibrary ? await api.captioning.intoLibrary({ jobId }) : null
  const scores = options.references
    ? await api.captioning.score({ jobId, references: resolve(options.references) })
    : null
  output.result({ ...report, jobId, ...written, library, scores }, [
    `${captioned} pictures have a caption: ${report.done} captioned now, ${report.skipped} before by the same settings; ${report.failed} failed`,
    ...(report.waited === null
      ? []
      : [`the device waited for pictures ${(100 * report.waited).toFixed(1)} % of the time`]),
    ...(written ? [describeWritten(written)] : []),
    ...(library
      ? [
          `${library.added} drafts put into the library, ${library.unchanged} were there, ${library.unknown} pictures are not in it, ${library.empty} captions are without a word`
        ]
      : []),
    ...(scores ? [`scores (${scores.unmatched} without references):`, ...wordScores(scores)] : [])
  ])
}

type Written = Awaited<ReturnType<Session['api']['captioning']['exportFile']>>

async function write(
  { api }: Session,
  jobId: number,
  { out, format, texts, sample, intoLibrary }: Options
): Promise<Written | null> {
  if (out === undefined && format === undefined && intoLibrary) return null
  return api.captioning.exportFile({
    jobId,
    format: format ?? formatOf(out ?? ''),
    file: out === undefined ? null : resolve(out),
    textMode: texts,
    sample: sample === undefined ? null : resolve(sample)
  })
}

function describeWritten({ file, captions, kept, withoutCaption }: Written): string {
  const place = file === null ? 'beside the pictures' : `to ${file}`
  const notes = [
    ...(kept > 0 ? [`${kept} text files stayed as they were`] : []),
    ...(withoutCaption > 0 ? [`${withoutCaption} ids of the template have none`] : [])
  ]
  return [`${captions} captions written ${place}`, ...notes].join('; ')
}

/** Names each picture that has no caption, with the reason. */
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

function checkOptions({ out, format, dryRun, intoLibrary, library, resume, retryFailed }: Options) {
  if (resume && retryFailed) throw wrongCall('--resume and --retry-failed are two different things')
  if (intoLibrary && library === undefined) throw wrongCall('--into-library wants --library')
  if (format === 'txt' && out !== undefined) {
    throw wrongCall('txt is written beside the pictures: leave --out away')
  }
  const writes = out !== undefined || format === 'txt' || intoLibrary || dryRun !== undefined
  if (!writes) throw wrongCall('name --out FILE, --format txt, --into-library or --dry-run N')
}

const wrongCall = (detail: string) => new AppError('call.wrong', { detail })

/** By the ending; a zip is a submission. */
function formatOf(file: string): CaptioningFormat {
  const ending = /\.(jsonl|csv|zip)$/i.exec(file)?.[1]?.toLowerCase()
  return ending === 'zip' ? 'submission' : ending === 'jsonl' || ending === 'csv' ? ending : 'json'
}
