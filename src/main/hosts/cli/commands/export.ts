import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { CommandContext } from '../context'
import { libraryOption } from '../options'

const formats = ['viecap4h', 'submission', 'jsonl', 'csv'] as const
const splits = ['train', 'val', 'test', 'none', 'all'] as const

interface Options {
  format: (typeof formats)[number]
  split?: (typeof splits)[number]
}

export function exportCommand(context: CommandContext): Command {
  return new Command('export')
    .description('write the captions of a library to a file')
    .argument('<file>', 'file to write')
    .addOption(libraryOption())
    .addOption(
      new Option('--format <format>', 'what to write').choices(formats).makeOptionMandatory()
    )
    .addOption(new Option('--split <name>', 'only this split').choices(splits))
    .action((file: string, { format, split }: Options, command: Command) =>
      context.session(command, async ({ api, output }) => {
        const written = await api.captions.exportFile({ file: resolve(file), format, split })
        output.result(written, [
          `${written.captions} captions of ${written.images} images written to ${written.file}`
        ])
      })
    )
}
