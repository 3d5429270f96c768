import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import { madeModels, makeDemoModels } from './make-models'
import { ProgressMeter } from '../../src/main/services/jobs/progress-meter'
import type { CommandContext } from '../../src/main/hosts/cli/context'

interface Options {
  out: string
  only?: string[]
}

/** For `npm run make:demo-models`; users have no need of it. */
export function demoModelsCommand(context: CommandContext): Command {
  return new Command('models')
    .description('make the models of the demo from nothing')
    .requiredOption('--out <dir>', 'folder to write them into')
    .addOption(new Option('--only <name...>', 'these models alone').choices(madeModels))
    .action(({ out, only = [...madeModels] }: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const meter = new ProgressMeter()
        const what = { out: resolve(out), only }
        const made = await makeDemoModels(workbench.engine, what, (progress) => {
          output.progress(meter.measure(progress))
        })
        output.result(
          made,
          made.map(
            ({ name, steps, loss, seconds, bytes, recall }) =>
              `${name}: ${steps} steps in ${Math.round(seconds)} s, loss ${loss.toFixed(3)}, ${(bytes / 1e6).toFixed(1)} MB` +
              (recall === undefined ? '' : `, recall ${recall.toFixed(3)}`)
          )
        )
      })
    )
}
