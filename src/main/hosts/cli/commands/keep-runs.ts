import { Command, Option } from 'commander'
import { AppError } from '../../../../shared/errors'
import type { CommandContext } from '../context'
import { describeRun } from '../follow-run'
import { gather, libraryOption } from '../options'

interface EditOptions {
  name?: string
  tag?: string[]
  note?: string
  archive?: boolean
  unarchive?: boolean
}

export const editRunCommand = (context: CommandContext): Command =>
  new Command('edit')
    .description('rename, tag, annotate or archive a run')
    .argument('<run>', 'run, such as run-0001')
    .addOption(libraryOption())
    .option('--name <name>', 'its name')
    .option('--tag <tag...>', 'its tags, in place of those that it has; can be repeated', gather)
    .option('--note <text>', 'a note')
    .addOption(new Option('--archive', 'leave it out of lists').conflicts('unarchive'))
    .option('--unarchive', 'show it in lists again')
    .action((id: string, options: EditOptions, command: Command) => {
      const { name, tag: tags, note, archive, unarchive } = options
      const edit = {
        ...(name !== undefined && { name }),
        ...(tags !== undefined && { tags }),
        ...(note !== undefined && { note }),
        ...((archive ?? unarchive) !== undefined && { archived: archive === true })
      }
      if (Object.keys(edit).length === 0) {
        const detail = 'give --name, --tag, --note, --archive or --unarchive'
        throw new AppError('call.wrong', { detail })
      }
      return context.session(command, async ({ api, output }) => {
        const run = await api.runs.edit({ id, edit })
        output.result(run, [describeRun(run)])
      })
    })

export const deleteRunCommand = (context: CommandContext): Command =>
  new Command('delete')
    .description(
      'delete a run with its checkpoints, for good; without --yes only say what it frees'
    )
    .argument('<run>', 'run, such as run-0001')
    .addOption(libraryOption())
    .option('--yes', 'delete it')
    .action((id: string, { yes }: { yes?: boolean }, command: Command) =>
      context.session(command, async ({ api, output }) => {
        const { bytes } = await (yes ? api.runs.remove({ id }) : api.runs.size({ id }))
        const size = `${(bytes / 1e6).toFixed(1)} MB`
        output.result({ id, bytes, deleted: yes === true }, [
          yes ? `${id} deleted, ${size} freed` : `${id} takes ${size}; --yes deletes it`
        ])
      })
    )
