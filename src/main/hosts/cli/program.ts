import { Command, CommanderError } from 'commander'
import { version } from '../../../../package.json'
import { AppError } from '../../../shared/errors'
import { backupCommand } from './commands/backup'
import { benchCommand } from './commands/bench'
import { checkCommand } from './commands/check'
import { captionCommand } from './commands/caption'
import { clusterCommand } from './commands/cluster'
import { datasetsCommand } from './commands/datasets'
import { demoCommand } from './commands/demo'
import { doctorCommand } from './commands/doctor'
import { duplicatesCommand } from './commands/duplicates'
import { embedCommand } from './commands/embed'
import { evaluateCommand } from './commands/evaluate'
import { exportCommand } from './commands/export'
import { importCommand } from './commands/import'
import { libraryCommand } from './commands/library'
import { listsCommand } from './commands/lists'
import { modelsCommand } from './commands/models'
import { replaceCommand } from './commands/replace'
import { runsCommand } from './commands/runs'
import { scoreCommand } from './commands/score'
import { serveCommand } from './commands/serve'
import { serveCaptionsCommand } from './commands/serve-captions'
import { statsCommand } from './commands/stats'
import { trainCommand } from './commands/train'
import { usersCommand } from './commands/users'
import type { Bundle } from './bundle'
import { CommandContext } from './context'
import { exitCodes } from './exit-codes'
import type { Interruption } from '../../base/process/interruption'
import { Output } from './output'

/** Runs the command line `args` and resolves with the exit code. */
export async function runCli(
  args: readonly string[],
  bundle: Bundle,
  interruption: Interruption
): Promise<number> {
  const output = new Output(args.includes('--json'))
  interruption.watch(process, () =>
    output.note('Stopping safely; press Ctrl+C again to stop at once.')
  )
  try {
    const context = new CommandContext(bundle, output, interruption, args)
    await makeProgram(context).parseAsync(args, { from: 'user' })
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      if (interruption.readerIsGone && isBareInterruption(error)) return exitCodes.done
      output.error(error)
      return codeOf(error)
    }
    // Help and version have been printed already, also the help of a call without a command.
    if (error.exitCode === 0) return exitCodes.done
    if (error.code !== 'commander.help') output.error(wrongCall(error))
    return exitCodes.wrongCall
  }
}

function makeProgram(context: CommandContext): Command {
  const program = new Command('viecap')
    .description('Caption images in Vietnamese: annotate, train, caption.')
    .version(version)
    .addCommand(importCommand(context))
    .addCommand(exportCommand(context))
    .addCommand(datasetsCommand(context))
    .addCommand(checkCommand(context))
    .addCommand(replaceCommand(context))
    .addCommand(duplicatesCommand(context))
    .addCommand(statsCommand(context))
    .addCommand(modelsCommand(context))
    .addCommand(embedCommand(context))
    .addCommand(trainCommand(context))
    .addCommand(runsCommand(context))
    .addCommand(clusterCommand(context))
    .addCommand(captionCommand(context))
    .addCommand(evaluateCommand(context))
    .addCommand(benchCommand(context))
    .addCommand(scoreCommand(context))
    .addCommand(demoCommand(context))
    .addCommand(serveCommand(context))
    .addCommand(serveCaptionsCommand(context))
    .addCommand(usersCommand(context))
    .addCommand(backupCommand(context))
    .addCommand(libraryCommand(context))
    .addCommand(listsCommand(context))
    .addCommand(doctorCommand(context))
  prepare(program)
  return program
}

/** Gives every command `--json`, and makes it throw its errors instead of printing them. */
function prepare(command: Command): void {
  command
    .option('--json', 'print JSON on stdout, everything else on stderr')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
  command.commands.forEach(prepare)
}

/** A reader such as `head`, which closes the pipe early, got what it wanted. */
const isBareInterruption = (error: unknown): boolean =>
  error instanceof AppError && error.code === 'call.interrupted'

function codeOf(error: unknown): number {
  const code = error instanceof AppError ? error.code : null
  if (code?.startsWith('input.')) return exitCodes.wrongCall
  switch (code) {
    case 'call.wrong':
    case 'assignment.bad-person':
    case 'endpoint.bad-url':
    case 'cluster.bad-profile':
    case 'serving.key-needed':
    case 'serving.bad-key':
    // Nothing was tried, and the same call would fail again.
    case 'output.exists':
    case 'output.folder-not-empty':
    case 'output.in-library':
      return exitCodes.wrongCall
    case 'call.interrupted':
    case 'call.interrupted-resume':
      return exitCodes.interrupted
    default:
      return exitCodes.failed
  }
}

function wrongCall(error: CommanderError): AppError {
  const detail = error.message.replace(/^error: /, '').replace(/\.$/, '')
  return new AppError('call.wrong', { detail })
}
