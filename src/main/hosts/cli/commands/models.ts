import { resolve } from 'node:path'
import { Command } from 'commander'
import type { Model } from '../../../../shared/domain'
import type { CommandContext } from '../context'
import { libraryOption } from '../options'
import { describeDetails } from '../describe-model'
import { downloadCommand } from './download'

export function modelsCommand(context: CommandContext): Command {
  return new Command('models')
    .description('the CLIP and GPT-2 folders of a library')
    .addCommand(addCommand(context))
    .addCommand(listCommand(context))
    .addCommand(downloadCommand(context))
    .addCommand(checkCommand(context))
}

const addCommand = (context: CommandContext): Command =>
  new Command('add')
    .description('read, check and register a Hugging Face folder')
    .argument('<dir>', 'folder of the model')
    .addOption(libraryOption())
    .action((dir: string, _options, command: Command) =>
      context.session(command, async ({ api, output }) => {
        const model = await api.models.add({ path: resolve(dir) })
        output.result(model, [describeModel(model)])
      })
    )

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
    .description('read and check a folder without registering it')
    .argument('<dir>', 'folder of the model')
    .action((dir: string, _options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const checked = await workbench.engine.run('checkModel', { path: resolve(dir) })
        output.result(checked, [`${checked.name}: ${describeDetails(checked.details)}`])
      })
    )

const describeModel = ({ id, name, path, details }: Model) =>
  `${id}  ${name}  ${describeDetails(details)}  ${path}`
