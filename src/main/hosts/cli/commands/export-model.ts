import { Command, Option } from 'commander'
import * as v from 'valibot'
import {
  CaptionerExport,
  CaptionerFormat,
  CurvesFormat,
  StoredWeights
} from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import {
  captionerHelp,
  chooseCaptioner,
  partOptions,
  type CaptionerParts
} from '../choose-captioner'
import type { CommandContext } from '../context'
import { decodeOptions, givenDecoding } from '../decode-options'
import { forceOption, libraryOption, licenseOption } from '../options'
import { describeOutput, outputFile, writeTo } from '../output-file'

const keys = CaptionerExport.entries.keys.wrapped.options

interface Options extends CaptionerParts {
  format: CaptionerFormat | CurvesFormat
  keys?: CaptionerExport['keys']
  weights?: StoredWeights
  license?: string
  memory?: boolean
  force?: boolean
}

export function exportModelCommand(context: CommandContext): Command {
  const command = new Command('export')
    .description(
      'export the model of a run or a captioner, or the curves of a run, for other programs'
    )
    .argument('<model>', captionerHelp)
    .argument(
      '<path>',
      'file to write, - for standard output, or with --format hf, onnx or tfevents the folder to create'
    )
    .addOption(forceOption())
    .addOption(libraryOption())
    .addOption(
      new Option(
        '--format <format>',
        'model: state dict as written by torch.save or as safetensors, a Hugging Face folder, or a folder of ONNX files with programs that caption images by them; curves: table, JSON Lines, or TensorBoard event file'
      )
        .choices([...CaptionerFormat.options, ...CurvesFormat.options])
        .makeOptionMandatory()
    )
    .addOption(
      new Option(
        '--keys <layout>',
        "names of the MLP's second layer: model.3 as in the recipe (default) or model.2 as in ClipCap"
      ).choices(keys)
    )
    .addOption(licenseOption())
    .option(
      '--memory',
      'with --format hf: also the texts that it was trained on and their embeddings, for decoding that needs them'
    )
    .addOption(
      new Option('--weights <type>', 'what the matrices of ONNX files are stored as').choices(
        StoredWeights.options
      )
    )
  for (const option of [...partOptions(), ...decodeOptions()]) command.addOption(option)
  return command.action((model: string, path: string, options: Options, command: Command) =>
    context.session(command, async ({ api, output }) => {
      const { format, force } = options
      const folder = ['hf', 'onnx', 'tfevents'].includes(format)
      const target = await outputFile(path, { force, folder }, output)
      const file = describeOutput(target)
      if (v.is(CurvesFormat, format)) {
        refuseParts(options)
        await writeTo(target, (where) => api.runs.exportCurves({ id: model, format, ...where }))
        output.result({ file }, [`${file}: curves of ${model} written`])
        return
      }
      if (options.memory && format !== 'hf') refuseOption('memory', format)
      const choice = await chooseCaptioner(api, model, options)
      const { bytes } = await writeTo(target, (where) =>
        api.models.exportCaptioner({
          ...choice,
          format,
          ...(options.keys && { keys: options.keys }),
          ...(options.memory && { memory: true }),
          ...(options.weights && { weights: options.weights }),
          decode: givenDecoding({ ...options }),
          ...(options.license !== undefined && { license: options.license }),
          ...where
        })
      )
      output.result({ file, bytes }, [`${file}: ${bytes} bytes written`])
    })
  )
}

/** Throws `call.wrong` where an option is given that only a model has. */
function refuseParts({ format, clip, gpt, keys, license, weights, memory }: Options): void {
  for (const [option, value] of Object.entries({ clip, gpt, keys, license, weights, memory })) {
    if (value !== undefined) refuseOption(option, format)
  }
}

function refuseOption(option: string, format: Options['format']): never {
  throw new AppError('call.wrong', { detail: `--${option} does not go with --format ${format}` })
}
