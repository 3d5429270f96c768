import { Command, Option } from 'commander'
import type { AverageParams, AverageReport } from '../../../../shared/domain'
import { AppError } from '../../../../shared/errors'
import type { CommandContext } from '../context'
import { deviceOption, libraryOption, toNumber } from '../options'

interface Options {
  last?: number
  best?: number
  greedy?: boolean
}

export const averageRunsCommand = (context: CommandContext): Command =>
  new Command('average')
    .description('average the weights of checkpoints of one or more runs into a new captioner')
    .argument('<run...>', 'runs, such as run-0001')
    .addOption(libraryOption())
    .addOption(
      new Option('--last <k>', 'the k newest checkpoints of each run')
        .argParser(toNumber)
        .conflicts(['best', 'greedy'])
    )
    .addOption(
      new Option('--best <k>', 'the k checkpoints with the lowest validation loss of all runs')
        .argParser(toNumber)
        .conflicts(['greedy'])
    )
    .option(
      '--greedy',
      "of all checkpoints, best first, those that do not raise the average's validation loss on the data of the first run (Wortsman et al., 2022)"
    )
    .addOption(deviceOption())
    .action((runIds: string[], options: Options, command: Command) =>
      context.session(command, async ({ api, output }) => {
        const report = await api.runs.average({ runIds, take: takeOf(options) })
        output.result(report, describe(report))
      })
    )

function takeOf({ last, best, greedy }: Options): AverageParams['take'] {
  if (last !== undefined) return { kind: 'last', count: last }
  if (best !== undefined) return { kind: 'best', count: best }
  if (greedy) return { kind: 'greedy' }
  throw new AppError('call.wrong', {
    detail: 'choose checkpoints by --last K, --best K or --greedy'
  })
}

function describe({ model, candidates, loss }: AverageReport): string[] {
  const figure = (value: number | null) =>
    value === null ? '' : `, validation loss ${value.toFixed(4)}`
  return [
    ...candidates.map(
      ({ name, loss: own, taken }) => `${name}${figure(own)}${taken ? '' : ', left out'}`
    ),
    `${model.name}  average of ${candidates.filter(({ taken }) => taken).length} checkpoints${figure(loss)}: ${model.path}`
  ]
}
