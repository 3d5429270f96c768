import { Command, Option } from 'commander'
import { partId, registerCaptioner } from '../choose-captioner'
import type { CommandContext } from '../context'
import { goOnAlone } from '../go-on-alone'
import { deviceOption, gather } from '../options'
import { composeConfig, type ConfigOptions } from '../run-config'
import { describeMemory } from '../describe-memory'
import { followRun } from '../follow-run'
import { trainBundle } from '../train-bundle'
import { AppError } from '../../../../shared/errors'
import { runPresets } from '../../../../shared/run-presets'

interface Options extends ConfigOptions {
  start?: string
  library?: string
  bundle?: string
  detach?: boolean
}

export function trainCommand(context: CommandContext): Command {
  return new Command('train')
    .description('train a run and wait for its end')
    .option('--library <dir>', 'folder of the library')
    .addOption(deviceOption())
    .addOption(
      new Option('--preset <name>', 'settings to start from').choices(
        runPresets.map(({ id }) => id)
      )
    )
    .option('--config <file>', 'JSON file with settings')
    .option('--set <key=value...>', 'a setting; may stand several times', gather)
    .option('--start <model>', 'captioner to go on from: its name, number, file or folder')
    .option('--clip <name>', 'CLIP model, where there are several: name, number or folder')
    .option('--gpt <name>', 'GPT-2 model, where there are several: name, number or folder')
    .option(
      '--bundle <dir>',
      'folder of a run that has taken its data, trained without the library'
    )
    .option('--detach', 'return at once; the training goes on without the terminal')
    .action(({ start, clip, gpt, detach, bundle, ...options }: Options, command: Command) => {
      if (bundle !== undefined) return trainBundle(context, command, bundle)
      if (options.library === undefined) {
        throw new AppError('call.wrong', { detail: 'name --library or --bundle' })
      }
      return context.session(command, async (session) => {
        const { api } = session
        const parts = {
          ...(clip !== undefined && { clip: String(await partId(api, 'clip', clip)) }),
          ...(gpt !== undefined && { gpt: String(await partId(api, 'gpt2', gpt)) })
        }
        const startModelId =
          start === undefined ? undefined : (await registerCaptioner(api, start, parts)).id
        const config = composeConfig(
          { ...options, ...parts, ...(startModelId !== undefined && { startModelId }) },
          await api.models.list()
        )
        const { memory } = await api.runs.plan(config)
        if (memory) session.output.note(describeMemory(memory))
        const { runId, jobId } = await api.runs.start(config)
        if (!detach) return followRun(session, runId, jobId)
        await session.workbench.closeLibrary()
        goOnAlone(session, {
          library: options.library ?? '',
          runId,
          device: command.opts<{ device?: string }>().device
        })
      })
    })
}
