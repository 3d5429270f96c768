import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { fileError } from '../../../base/files/file-error'
import type { CommandContext } from '../context'
import { toCount } from '../options'

interface Options {
  gpt?: string
  rounds: number
}

export const benchLoadCommand = (context: CommandContext): Command =>
  new Command('load')
    .description('time loading all weights of an encoder, a GPT-2 or a captioner')
    .argument('<path>', 'folder or checkpoint of the model')
    .option('--gpt <dir>', 'folder of the GPT-2 that a checkpoint file belongs to')
    .option('--rounds <n>', 'repetitions; the peak is over all of them', toCount, 5)
    .action((path: string, { gpt, rounds }: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        await stat(path).catch((error: unknown) => {
          throw fileError(path, error)
        })
        const input = {
          path: resolve(path),
          rounds,
          ...(gpt !== undefined && { gpt: resolve(gpt) })
        }
        const report = await workbench.engine.run('benchLoad', input)
        const mega = (bytes: number): string => (bytes / 1e6).toFixed(0)
        output.result({ name: 'load', sizes: input, ...report }, [
          `${(report.parameters / 1e6).toFixed(1)} M parameters, files of ${mega(report.fileBytes)} MB`,
          `median ${report.median.toFixed(0)} ms, min ${report.min.toFixed(0)}, max ${report.max.toFixed(0)} (${report.repeats} rounds)`,
          `peak memory ${mega(report.peakMemoryBytes)} MB, before loading ${mega(report.memoryBefore)} MB`
        ])
      })
    )
