import { Command, Option } from 'commander'
import { CaptionerExport, CaptionerFormat } from '../../../../shared/domain'
import {
  captionerHelp,
  chooseCaptioner,
  partOptions,
  type CaptionerParts
} from '../choose-captioner'
import type { CommandContext } from '../context'
import { forceOption, libraryOption, licenseOption } from '../options'
import { describeOutput, outputFile, writeTo } from '../output-file'

const keys = CaptionerExport.entries.keys.wrapped.options

interface Options extends CaptionerParts {
  format: CaptionerFormat
  keys?: CaptionerExport['keys']
  license?: string
  force?: boolean
}

export function exportModelCommand(context: CommandContext): Command {
  const command = new Command('export')
    .description('export the model of a run or a captioner for other programs')
    .argument('<model>', captionerHelp)
    .argument(
      '<path>',
      'file to write, - for standard output, or with --format hf the folder to create'
    )
    .addOption(forceOption())
    .addOption(libraryOption())
    .addOption(
      new Option(
        '--format <format>',
        'state dict as written by torch.save or as safetensors, or a Hugging Face folder'
      )
        .choices(CaptionerFormat.options)
        .makeOptionMandatory()
    )
    .addOption(
      new Option(
        '--keys <layout>',
        "names of the MLP's second layer: model.3 as in the recipe (default) or model.2 as in ClipCap"
      ).choices(keys)
    )
    .addOption(licenseOption())
  for (const option of partOptions()) command.addOption(option)
  return command.action((model: string, path: string, options: Options, command: Command) =>
    context.session(command, async ({ api, output }) => {
      const { format, force } = options
      const target = await outputFile(path, { force, folder: format === 'hf' }, output)
      const choice = await chooseCaptioner(api, model, options)
      const { bytes } = await writeTo(target, (where) =>
        api.models.exportCaptioner({
          ...choice,
          format,
          ...(options.keys && { keys: options.keys }),
          ...(options.license !== undefined && { license: options.license }),
          ...where
        })
      )
      const file = describeOutput(target)
      output.result({ file, bytes }, [`${file}: ${bytes} bytes written`])
    })
  )
}
