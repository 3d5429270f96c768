import { resolve } from 'node:path'
import { Command } from 'commander'
import type { ImageOrientation, Model } from '../../../../shared/domain'
import { partId, partOptions, type CaptionerParts } from '../choose-captioner'
import type { CommandContext } from '../context'
import { describeDetails } from '../describe-model'
import { libraryOption, orientationOption } from '../options'
import { downloadCommand } from './download'
import { pushModelCommand } from './push-model'

export function modelsCommand(context: CommandContext): Command {
  return new Command('models')
    .description('list, add and check the encoders, GPT-2s and captioners of a library')
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(downloadCommand(context))
    .addCommand(pushModelCommand(context))
    .addCommand(checkCommand(context))
}

const addCommand = (context: CommandContext): Command =>
  withParts(new Command('add'))
    .description('check and register a Hugging Face folder or a ClipCap checkpoint')
    .argument(
      '<path>',
      'folder of an encoder, a GPT-2 or a captioner, or a .pt or .safetensors checkpoint'
    )
    .option('--normalize', 'the captioner takes embeddings of unit length')
    .addOption(libraryOption())
    .addOption(orientationOption('how a captioner sees images'))
    .action((path: string, { clip, gpt, normalize, orientation }: AddOptions, command: Command) =>
      context.session(command, async ({ api, output }) => {
        const model = await api.models.add({
          path: resolve(path),
          ...(clip !== undefined && { clipModelId: await partId(api, 'clip', clip) }),
          ...(gpt !== undefined && { gptModelId: await partId(api, 'gpt2', gpt) }),
          ...(normalize && { normalizeEmbeddings: true }),
          ...(orientation && { orientation })
        })
        output.result(model, [describeModel(model)])
      })
    )

interface AddOptions extends CaptionerParts {
  normalize?: boolean
  orientation?: ImageOrientation
}

function withParts(command: Command): Command {
  for (const option of partOptions()) command.addOption(option)
  return command
}

const listCommand = (context: CommandContext): Command =>
  new Command('list')
    .description('list the registered models')
    .addOption(libraryOption())
    .action((_options, command: Command) =>
      context.session(command, async ({ api, output }) => {
        const models = await api.models.list()
        output.result(models, models.map(describeModel))
      })
    )

const checkCommand = (context: CommandContext): Command =>
  new Command('check')
    .description('check a model without registering it')
    .argument('<path>', 'folder or checkpoint of the model')
    .option('--gpt <dir>', 'folder of the GPT-2 that a checkpoint file belongs to')
    .action((path: string, { gpt }: CaptionerParts, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const checked = await workbench.engine.run('checkModel', {
          path: resolve(path),
          ...(gpt !== undefined && { gpt: resolve(gpt) })
        })
        output.result(checked, [`${checked.name}: ${describeDetails(checked.details)}`])
      })
    )

const describeModel = ({ id, name, path, details }: Model) =>
  `${id}  ${name}  ${describeDetails(details)}  ${path}`
