import { join } from 'node:path'
import { Command, CommanderError } from 'commander'
import { INTERRUPTED, Interruption } from '../src/main/base/process/interruption'
import type { Bundle } from '../src/main/hosts/cli/bundle'
import { CommandContext } from '../src/main/hosts/cli/context'
import { Output } from '../src/main/hosts/cli/output'
import { captionsServerCommand } from './bench/captions-server-command'
import { int8Command } from './bench/int8-command'
import { runsWindowCommand } from './bench/runs-window-command'
import { teamCommand } from './bench/team-command'
import { windowCommand } from './bench/window-command'
import { demoModelsCommand } from './demo-models/command'
import { studyCommand } from './study/command'

/** The built product, which the lab's commands use as the command line does. */
const out = join(import.meta.dirname, '..', 'out')
const bundle: Bundle = {
  engine: join(out, 'main', 'engine.js'),
  images: join(out, 'main', 'image-process.js'),
  reader: join(out, 'main', 'reader.js'),
  renderer: join(out, 'renderer')
}

/** Runs a command of the lab and resolves with its exit code. */
export async function runLab(args: readonly string[]): Promise<number> {
  const output = new Output(args.includes('--json'))
  const interruption = new Interruption()
  interruption.watch(process, () => undefined)
  const context = new CommandContext(bundle, output, interruption, [])
  const program = new Command('lab')
    .description(
      "What makes the demo's models, the study of docs/demo.md and the figures of the window, of a team and of a server of captions."
    )
    .option('--json', 'print JSON on stdout, everything else on stderr')
    .addCommand(demoModelsCommand(context))
    .addCommand(studyCommand(context))
    .addCommand(captionsServerCommand(context))
    .addCommand(int8Command(context))
    .addCommand(runsWindowCommand(context))
    .addCommand(teamCommand(context))
    .addCommand(windowCommand())
    .exitOverride()
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode
    output.error(error)
    return interruption.happened ? INTERRUPTED : 1
  }
}
