import { Command, Option } from 'commander'
import { partId, registerCaptioner } from '../choose-captioner'
import type { CommandContext } from '../context'
import { deviceOption, gather, libraryOption } from '../options'
import { composeConfig, type ConfigOptions } from '../run-config'
import { followRun } from '../follow-run'
import { runPresets } from '../../../../shared/run-presets'

interface Options extends ConfigOptions {
  start?: string
}

export function trainCommand(context: CommandContext): Command {
  return new Command('train')
    .description('train a run and wait for its end')
    .addOption(libraryOption())
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
    .action(({ start, clip, gpt, ...options }: Options, command: Command) =>
      context.session(command, async (session) => {
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
        await followRun(session, runId, jobId)
      })
    )
}

/** One line about the memory that a run needs. */
function describeMemory({
  device,
  needed,
  available
}: {
  device: string
  needed: number
  available: number | null
}): string {
  const gigabytes = (bytes: number): string => (bytes / 1e9).toFixed(1)
  const of = available === null ? '' : ` of ${gigabytes(available)}`
  return `needs up to ${gigabytes(needed)}${of} GB of memory (${device})`
}
