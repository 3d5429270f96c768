import { resolve } from 'node:path'
import { Command } from 'commander'
import * as v from 'valibot'
import { DownloadParams, DownloadReport, type JobProgress } from '../../../../shared/domain'
import { inputError } from '../../../../shared/errors/input-error'
import { knownModels } from '../../../../shared/hub-names'
import { downloadByName } from '../../../services/hub'
import { ProgressMeter } from '../../../services/jobs/progress-meter'
import { Throttle } from '../../../services/jobs/throttle'
import type { CommandContext } from '../context'
import { describeDetails } from '../describe-model'
import type { Output } from '../output'
import { runJob } from '../run-job'
import type { Session } from '../session'

const showEveryMs = 100

export const downloadCommand = (context: CommandContext): Command =>
  new Command('download')
    .description('download a model from the Hugging Face hub, or from the mirror HF_ENDPOINT')
    .argument('[name]', 'known name or owner/name[@revision]; without it, list the known names')
    .option('--library <dir>', 'library to register the model in')
    .option('--to <dir>', "folder to create; by default in the user's models folder")
    .action((name: string | undefined, { to }: { to?: string }, command: Command) => {
      if (name === undefined) return listKnown(context.output)
      const params = checkParams(name, to)
      return context.session(command, async (session) =>
        (await session.workbench.info())
          ? downloadInto(session, params)
          : downloadAlone(session, params)
      )
    })

/** The models that have a short name. */
const listKnown = (output: Output): void =>
  output.result(
    knownModels,
    knownModels.map(({ name, repository, kind, bytes, licence }) =>
      [
        `${name.padEnd(15)} ${kind === 'clip' ? 'encoder' : 'GPT-2  '} ${repository}`,
        `about ${Math.round(bytes / 1e6)} MB`,
        ...(licence ? [licence] : [])
      ].join('  ')
    )
  )

/** Throws `input.invalid` before anything is opened. */
function checkParams(name: string, to: string | undefined): DownloadParams {
  const folder = to === undefined ? null : resolve(to)
  const checked = v.safeParse(DownloadParams, { name, folder })
  if (!checked.success) throw inputError(checked.issues)
  return checked.output
}

/** Loads the model as a job of the library and registers it there. */
async function downloadInto(session: Session, params: DownloadParams): Promise<void> {
  const { api, output } = session
  const { jobId } = await api.models.download(params)
  const job = await runJob(session, jobId, {
    onEvent(event) {
      const runs = event.type === 'job' && event.job.id === jobId && event.job.state === 'running'
      if (runs) sayProgress(output, event.job.progress)
    }
  })
  const report = v.parse(DownloadReport, job.result)
  output.result({ type: 'done', ...report }, [`${report.modelId}  ${report.path}`])
}

/** Loads the model without a library, and checks that it can be used. */
async function downloadAlone(
  { workbench, output, underWay }: Session,
  params: DownloadParams
): Promise<void> {
  const meter = new ProgressMeter()
  const shown = new Throttle<JobProgress>(showEveryMs, (progress) => {
    output.progress(progress)
    sayProgress(output, progress)
  })
  try {
    const { path, bytes } = await underWay.do((signal) =>
      downloadByName(params, {
        signal,
        report: (count) => shown.push(meter.measure(count))
      })
    )
    shown.stop()
    const { name, details } = await workbench.engine.run('checkModel', { path })
    output.result({ type: 'done', path, bytes, details }, [
      `${name}: ${describeDetails(details)}  ${path}`
    ])
  } finally {
    shown.stop()
    output.endProgress()
  }
}

const sayProgress = (output: Output, progress: JobProgress): void => {
  if (output.json) output.event({ type: 'progress', ...progress }, null)
}
