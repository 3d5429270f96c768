import { Command, Option } from 'commander'
import type { CommandContext } from '../context'
import { deviceOption, gather, libraryOption } from '../options'
import { composeConfig, type ConfigOptions } from '../run-config'
import { followRun } from '../follow-run'
import { runPresets } from '../../../../shared/run-presets'

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
    .option('--clip <name>', 'name or number of the CLIP model, where there are several')
    .option('--gpt <name>', 'name or number of the GPT-2 model, where there are several')
    .action((options: ConfigOptions, command: Command) =>
      context.session(command, async (session) => {
        const config = composeConfig(options, await session.api.models.list())
        const { runId, jobId } = await session.api.runs.start(config)
        await followRun(session, runId, jobId)
      })
    )
}
