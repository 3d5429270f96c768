import { resolve } from 'node:path'
import { Command } from 'commander'
import * as v from 'valibot'
import { DownloadParams, type JobProgress } from '../../../../shared/domain'
import { inputError } from '../../../../shared/errors/input-error'
import { knownDatasets, type KnownDataset } from '../../../../shared/known-datasets'
import { downloadByName } from '../../../services/hub'
import { ProgressMeter } from '../../../services/jobs/progress-meter'
import { Throttle } from '../../../services/jobs/throttle'
import type { CommandContext } from '../context'
import {
  pushArgument,
  pushToHub,
  readRepository,
  withPushOptions,
  type PushChoice
} from '../push-to-hub'

const showEveryMs = 100

export function datasetsCommand(context: CommandContext): Command {
  return new Command('datasets')
    .description('data sets of the Hugging Face hub, and known Vietnamese captioning sets')
    .addCommand(listCommand(context))
    .addCommand(downloadCommand(context))
    .addCommand(pushCommand(context))
}

const listCommand = ({ output }: CommandContext): Command =>
  new Command('list')
    .description('list known Vietnamese captioning sets with size, licence and layout')
    .action(() => output.result(knownDatasets, knownDatasets.flatMap(describe)))

function describe(set: KnownDataset): string[] {
  const { name, repository, page, images, captions, licence, layout, about } = set
  const count = (number: number | null, what: string) =>
    number === null ? [] : [`${number.toLocaleString('en')} ${what}`]
  const facts = [about.en, ...count(images, 'images'), ...count(captions, 'captions')]
  return [
    `${name}: ${facts.join(', ')}`,
    `  licence: ${licence ?? 'see page'}  layout: ${layout}`,
    repository === null
      ? `  ${page} (not on the hub: follow the page, then viecap import)`
      : `  ${page}\n  viecap datasets download ${repository}`
  ]
}

const downloadCommand = (context: CommandContext): Command =>
  new Command('download')
    .description('download a data set from the Hugging Face hub, or from the mirror HF_ENDPOINT')
    .argument('<name>', 'owner/name[@revision]')
    .option('--to <dir>', 'folder to make; by default one among the settings of the user')
    .action((name: string, { to }: { to?: string }, command: Command) => {
      const folder = to === undefined ? null : resolve(to)
      const params = v.safeParse(DownloadParams, { name, kind: 'dataset', folder })
      if (!params.success) throw inputError(params.issues)
      return context.session(command, async ({ output, underWay }) => {
        const meter = new ProgressMeter()
        const shown = new Throttle<JobProgress>(showEveryMs, (progress) => {
          output.progress(progress)
          if (output.json) output.event({ type: 'progress', ...progress }, null)
        })
        try {
          const { path, bytes } = await underWay.do((signal) =>
            downloadByName(params.output, {
              signal,
              report: (count) => shown.push(meter.measure(count))
            })
          )
          shown.stop()
          output.result({ type: 'done', path, bytes }, [
            path,
            `Import it: viecap import ${path} --library DIR`
          ])
        } finally {
          shown.stop()
          output.endProgress()
        }
      })
    })

const pushCommand = (context: CommandContext): Command =>
  withPushOptions(new Command('push'))
    .description('push an exported data set to the Hugging Face hub (token: HF_TOKEN)')
    .argument('<path>', 'folder that "viecap export" wrote, with its card; or a parquet file')
    .argument('<name>', pushArgument)
    .action((path: string, name: string, choice: PushChoice, command: Command) => {
      const repository = readRepository('dataset', name, choice)
      return context.session(command, (session) =>
        pushToHub(session, { path: resolve(path), repository, choice })
      )
    })
