import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { CaptionerExport, CaptionerFormat } from '../../../../shared/domain'
import {
  captionerHelp,
  chooseCaptioner,
  partOptions,
  type CaptionerParts
} from '../choose-captioner'
import type { CommandContext } from '../context'
import { libraryOption } from '../options'

const keys = CaptionerExport.entries.keys.wrapped.options

interface Options extends CaptionerParts {
  format: CaptionerFormat
  keys?: CaptionerExport['keys']
}

export function exportModelCommand(context: CommandContext): Command {
  const command = new Command('export')
    .description('write the model of a run for other programs')
    .argument('<model>', captionerHelp)
    .argument('<path>', 'file to write, or with --format hf the folder to make')
    .addOption(libraryOption())
    .addOption(
      new Option('--format <format>', 'state dict by torch.save or as safetensors, or HF folder')
        .choices(CaptionerFormat.options)
        .makeOptionMandatory()
    )
    .addOption(
      new Option(
        '--keys <layout>',
        "names of the MLP's second layer: model.3 as in the recipe (default) or model.2 as in ClipCap"
      ).choices(keys)
    )
  for (const option of partOptions()) command.addOption(option)
  return command.action((model: string, path: string, options: Options, command: Command) =>
    context.session(command, async ({ api, output }) => {
      const { format } = options
      const written = await api.models.exportCaptioner({
        ...(await chooseCaptioner(api, model, options)),
        format,
        ...(options.keys && { keys: options.keys }),
        file: resolve(path)
      })
      output.result(written, [`${written.file}: ${written.bytes} bytes written`])
    })
  )
}
