import { Command, CommanderError } from 'commander'
import { version } from '../../../../package.json'
import { AppError } from '../../../shared/errors'
import { benchCommand } from './commands/bench'
import { captionCommand } from './commands/caption'
import { demoCommand } from './commands/demo'
import { demoModelsCommand } from './commands/demo-models'
import { demoStudyCommand } from './commands/demo-study'
import { doctorCommand } from './commands/doctor'
import { embedCommand } from './commands/embed'
import { evaluateCommand } from './commands/evaluate'
import { exportCommand } from './commands/export'
import { importCommand } from './commands/import'
import { modelsCommand } from './commands/models'
import { runsCommand } from './commands/runs'
import { scoreCommand } from './commands/score'
import { serveCommand } from './commands/serve'
import { trainCommand } from './commands/train'
import { CommandContext, type Bundle } from './context'
import { Output } from './output'

/** Exit codes: the work is done, the work failed, the call was wrong. */
const exitCodes = { done: 0, failed: 1, wrongCall: 2 } as const

/** Runs the command line `args` and resolves with the exit code. */
export async function runCli(args: readonly string[], bundle: Bundle): Promise<number> {
  const output = new Output(args.includes('--json'))
  try {
    await makeProgram(new CommandContext(bundle, output)).parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      output.error(error)
      return isWrongCall(error) ? exitCodes.wrongCall : exitCodes.failed
    }
    // Help and version have been printed already, also the help of a call without a command.
    if (error.exitCode === 0) return exitCodes.done
    if (error.code !== 'commander.help') output.error(wrongCall(error))
    return exitCodes.wrongCall
  }
}

function makeProgram(context: CommandContext): Command {
  const program = new Command('viecap')
    .description('Captions for pictures in Vietnamese: annotate, train, caption.')
    .version(version)
    .addCommand(importCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(modelsCommand(context))
    .addCommand(embedCommand(context))
    .addCommand(trainCommand(context))
    .addCommand(runsCommand(context))
    .addCommand(captionCommand(context))
    .addCommand(evaluateCommand(context))
    .addCommand(benchCommand(context))
    .addCommand(scoreCommand(context))
    .addCommand(demoCommand(context))
    .addCommand(demoModelsCommand(context), { hidden: true })
    .addCommand(demoStudyCommand(context), { hidden: true })
    .addCommand(serveCommand(context))
    .addCommand(doctorCommand(context))
  prepare(program)
  return program
}

/** Every command knows `--json`, and throws its errors for us to word. */
function prepare(command: Command): void {
  command
    .option('--json', 'print JSON on stdout, everything else on stderr')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
  command.commands.forEach(prepare)
}

const isWrongCall = (error: unknown) =>
  error instanceof AppError && (error.code === 'call.wrong' || error.code === 'input.invalid')

function wrongCall(error: CommanderError): AppError {
  const detail = error.message.replace(/^error: /, '').replace(/\.$/, '')
  return new AppError('call.wrong', { detail })
}
