import { Command, InvalidArgumentError, Option } from 'commander'
import type { BenchTrainInput, BenchTrainReport } from '../../../../shared/engine-protocol/bench'
import type { DeviceChoice } from '../../../../shared/engine-protocol'
import type { CommandContext } from '../context'
import { deviceOption, toCount, toNumber } from '../options'
import { benchBrowseCommand } from './bench-browse'
import { benchDecodeCommand } from './bench-decode'
import { benchEmbedCommand } from './bench-embed'
import { benchImportCommand } from './bench-import'
import { benchLoadCommand } from './bench-load'
import { benchRunsCommand } from './bench-runs'
import { benchScoreCommand } from './bench-score'
import { benchSearchCommand } from './bench-search'
import { captionerBench } from './bench-shape'
import { benchStartCommand } from './bench-start'

type TrainOptions = Omit<BenchTrainInput, 'shortest' | 'longest' | 'device'> & {
  lengths: [shortest: number, longest: number]
  device?: DeviceChoice
}

export function benchCommand(context: CommandContext): Command {
  return new Command('bench')
    .description('measure the speed of this machine')
    .addCommand(trainCommand(context))
    .addCommand(benchDecodeCommand(context))
    .addCommand(benchEmbedCommand(context))
    .addCommand(benchLoadCommand(context))
    .addCommand(benchBrowseCommand(context))
    .addCommand(benchSearchCommand(context))
    .addCommand(benchImportCommand(context))
    .addCommand(benchStartCommand(context))
    .addCommand(benchRunsCommand(context))
    .addCommand(benchScoreCommand(context))
}

const trainCommand = (context: CommandContext): Command =>
  captionerBench('train')
    .description('time whole training steps on random data; by default GPT-2 small, batch 8')
    .option('--batch <n>', 'captions per batch', toCount, 8)
    .addOption(
      new Option('--lengths <range>', 'caption lengths in tokens')
        .argParser(toRange)
        .default([12, 34], '12-34')
    )
    .option('--bucketed', 'batches of captions of similar length', false)
    .addOption(
      new Option('--regime <name>', 'what is trained')
        .choices(['full', 'lora', 'frozen'])
        .default('full')
    )
    .addOption(
      new Option('--precision <name>', 'number format of matrix products')
        .choices(['float32', 'float16'])
        .default('float32')
    )
    .option('--rounds <n>', 'passes over the pool of eight batches', toCount, 5)
    .option('--seed <n>', 'seed of lengths and data', toNumber, 42)
    .addOption(deviceOption())
    .action((options: TrainOptions, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const { lengths, device = 'auto', ...sizes } = options
        const [shortest, longest] = lengths
        const input: BenchTrainInput = { ...sizes, shortest, longest, device }
        const report = await workbench.engine.run('benchTrain', input)
        output.result({ name: 'train', sizes: input, ...report }, describe(report))
      })
    )

function toRange(text: string): [number, number] {
  const [, low, high] = /^(\d+)-(\d+)$/.exec(text) ?? []
  if (low === undefined || high === undefined || Number(low) > Number(high)) {
    throw new InvalidArgumentError('write a range such as 12-34')
  }
  return [Number(low), Number(high)]
}

function describe(report: BenchTrainReport): string[] {
  const giga = (value: number): string => (value / 1e9).toFixed(1)
  return [
    `${report.device} (${report.adapter}), ${(report.parameters / 1e6).toFixed(1)} M parameters`,
    `median ${report.median.toFixed(1)} ms per step, min ${report.min.toFixed(1)}, max ${report.max.toFixed(1)} (${report.repeats} rounds of 8 steps)`,
    `${report.examplesPerSecond.toFixed(2)} examples/s, ${report.tokensPerSecond.toFixed(1)} target tokens/s`,
    `peak memory ${giga(report.peakMemoryBytes)} GB`,
    `one large matrix product ${giga(report.matrixRate)} GFLOP/s; the step ${giga(report.stepRate)} GFLOP/s, at its best ${(100 * report.stepShare).toFixed(1)}% of that`,
    `time by operator: ${report.ops
      .slice(0, 12)
      .map(({ op, share }) => `${op} ${(100 * share).toFixed(1)}%`)
      .join(', ')}`
  ]
}
