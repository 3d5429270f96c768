import { InvalidArgumentError, type Command } from 'commander'
import { DecodeOptions } from '../../../../shared/domain'
import type { BenchDecodeInput, BenchDecodeReport } from '../../../../shared/bench-protocol'
import type { DeviceChoice } from '../../../../shared/engine-protocol'
import type { CommandContext } from '../context'
import { deviceOption, toCount, toNumber } from '../options'
import { captionerBench } from './bench-shape'

type Options = Omit<BenchDecodeInput, 'device'> & { device?: DeviceChoice }
type Search = DecodeOptions['method']

const searches: readonly Search[] = DecodeOptions.entries.method.wrapped.options

export const benchDecodeCommand = (context: CommandContext): Command =>
  captionerBench('decode')
    .description('time each search on random data; by default GPT-2 small, eight pictures')
    .option('--pictures <n>', 'pictures searched together', toCount, 8)
    .option('--beams <n>', 'beams of the beam searches', toCount, 15)
    .option('--tokens <n>', 'new tokens of each caption', toCount, 20)
    .option('--searches <list>', `of ${searches.join(', ')}`, toSearches, [...searches])
    .option('--rounds <n>', 'times each search is timed', toCount, 5)
    .option('--seed <n>', 'seed of the data', toNumber, 42)
    .addOption(deviceOption())
    .action((options: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const input: BenchDecodeInput = { ...options, device: options.device ?? 'auto' }
        const report = await workbench.engine.run('benchDecode', input)
        output.result({ name: 'decode', sizes: input, ...report }, describe(report, input))
      })
    )

function toSearches(text: string): Search[] {
  return text.split(',').map((name) => {
    const known = searches.find((search) => search === name)
    if (!known) throw new InvalidArgumentError(`searches are ${searches.join(', ')}`)
    return known
  })
}

const describe = (report: BenchDecodeReport, { pictures, beams, tokens }: BenchDecodeInput) => [
  `${report.device}, ${(report.parameters / 1e6).toFixed(1)} M parameters, ${pictures} pictures, ${tokens} new tokens, ${beams} beams`,
  ...report.cases.map(
    ({ search, median, min, max, picturesPerSecond, repeats }) =>
      `${search}: ${picturesPerSecond.toFixed(2)} pictures/s; median ${median.toFixed(0)} ms a batch, min ${min.toFixed(0)}, max ${max.toFixed(0)} (${repeats} rounds)`
  ),
  `peak memory ${(report.peakMemoryBytes / 1e9).toFixed(1)} GB`
]
