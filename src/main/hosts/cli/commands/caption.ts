import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import * as v from 'valibot'
import { CaptioningReport } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import {
  captionerHelp,
  chooseCaptioner,
  partOptions,
  type CaptionerParts
} from '../choose-captioner'
import type { CommandContext } from '../context'
import { decodeOptions, givenDecoding } from '../decode-options'
import { deviceOption, libraryOption } from '../options'
import { runJob } from '../run-job'
import type { Session } from '../session'

const formats = ['json', 'jsonl', 'csv'] as const

interface Options extends CaptionerParts {
  model: string
  out: string
  format?: (typeof formats)[number]
}

export function captionCommand(context: CommandContext): Command {
  const command = new Command('caption')
    .description('write a caption for every picture of a folder')
    .argument('<dir>', 'folder of pictures')
    .addOption(libraryOption())
    .addOption(deviceOption())
    .requiredOption('--model <model>', captionerHelp)
    .requiredOption('--out <file>', 'file to write')
    .addOption(new Option('--format <format>', 'what to write').choices(formats))
  for (const option of [...partOptions(), ...decodeOptions()]) command.addOption(option)
  return command.action((dir: string, options: Options, command: Command) =>
    context.session(command, async (session) => {
      const { jobId } = await session.api.captioning.start({
        folder: resolve(dir),
        ...(await chooseCaptioner(session.api, options.model, options)),
        decode: givenDecoding(command.opts())
      })
      const job = await runJob(session, jobId)
      const report = v.parse(CaptioningReport, job.result)
      if (report.failed > 0) await noteFailures(session, jobId)
      if (report.done === 0) {
        throw new AppError('caption.all-failed', { path: resolve(dir), count: report.failed })
      }
      const { file } = await session.api.captioning.exportFile({
        jobId,
        file: resolve(options.out),
        format: options.format ?? formatOf(options.out)
      })
      session.output.result({ ...report, jobId, file }, [
        `${report.done} captions written to ${file}, ${report.failed} pictures failed`
      ])
    })
  )
}

/** Names each picture that has no caption, with the reason. */
async function noteFailures({ api, output }: Session, jobId: number): Promise<void> {
  const limit = 1000
  for (let offset = 0, total = 1; offset < total; offset += limit) {
    const page = await api.captioning.items({ jobId, offset, limit })
    total = page.total
    for (const { file, error } of page.rows) {
      if (error) output.note(`${file}: ${error.message}`)
    }
  }
}

const formatOf = (file: string) => formats.find((format) => file.endsWith(`.${format}`)) ?? 'json'
