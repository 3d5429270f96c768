import { rm, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { AppError } from '../../../../shared/errors'
import { EXPORTS_FOLDER } from '../../../base/files/library-folder'
import { newPartName } from '../../../base/files/part-name'
import { captionerHelp, chooseCaptioner } from '../choose-captioner'
import type { CommandContext } from '../context'
import { licenseOption } from '../options'
import {
  pushArgument,
  pushToHub,
  readRepository,
  withPushOptions,
  type PushChoice
} from '../push-to-hub'

interface Options extends PushChoice {
  library?: string
  license?: string
}

export const pushModelCommand = (context: CommandContext): Command =>
  withPushOptions(new Command('push'))
    .description('push a captioner to the Hugging Face hub with its model card (token: HF_TOKEN)')
    .argument(
      '<model>',
      `a folder that "viecap runs export --format hf" wrote; or with --library ${captionerHelp}`
    )
    .argument('<name>', pushArgument)
    .option('--library <dir>', 'library of a run or a registered captioner')
    .addOption(licenseOption())
    .action((model: string, name: string, options: Options, command: Command) => {
      const repository = readRepository('model', name, options)
      return context.session(command, async (session) => {
        const { api, workbench } = session
        if (options.library === undefined) {
          const path = await modelFolder(model, options)
          await workbench.engine.run('checkModel', { path })
          await pushToHub(session, { path, repository, choice: options })
          return
        }
        const scratch = join(resolve(options.library), EXPORTS_FOLDER, newPartName())
        try {
          const { file } = await api.models.exportCaptioner({
            ...(await chooseCaptioner(api, model, {})),
            format: 'hf',
            file: join(scratch, 'model'),
            ...(options.license !== undefined && { license: options.license })
          })
          await pushToHub(session, { path: file, repository, choice: options })
        } finally {
          await rm(scratch, { recursive: true, force: true })
        }
      })
    })

/** The folder that is pushed as it is. Throws `call.wrong`. */
async function modelFolder(model: string, { license }: Options): Promise<string> {
  const path = resolve(model)
  const found = await stat(path).catch(() => null)
  const detail = !found?.isDirectory()
    ? `${model} is no folder; for a run or a registered captioner give --library DIR`
    : license !== undefined
      ? "a folder's own README.md says its licence: change it there, or give --library DIR"
      : null
  if (detail !== null) throw new AppError('call.wrong', { detail })
  return path
}
