import { InvalidArgumentError, type Command } from 'commander'
import { DecodeOptions } from '../../../../shared/domain'
import type { BenchDecodeInput, BenchDecodeReport } from '../../../../shared/engine-protocol/bench'
import type { DeviceChoice } from '../../../../shared/engine-protocol'
import type { CommandContext } from '../context'
import { deviceOption, toCount, toNumber } from '../options'
import { captionerBench } from './bench-shape'

type Options = Omit<BenchDecodeInput, 'device'> & { device?: DeviceChoice }

const searches = DecodeOptions.entries.method.wrapped.options
const choices = DecodeOptions.entries.choice.wrapped.options

export const benchDecodeCommand = (context: CommandContext): Command =>
  captionerBench('decode')
    .description('time each search on random data; by default GPT-2 small, eight images')
    .option('--images <n>', 'images searched together', toCount, 8)
    .option('--beams <n>', 'beams of the beam searches', toCount, 15)
    .option('--tokens <n>', 'new tokens per caption', toCount, 20)
    .option('--searches <list>', `out of ${searches.join(', ')}`, listOf('searches', searches), [
      ...searches
    ])
    .option('--choices <list>', `out of ${choices.join(', ')}`, listOf('choices', choices), [
      'score',
      'cider'
    ])
    .option('--pairs <n>', 'sentence pairs that the choice by CLIP goes through', toCount, 133_000)
    .option('--members <list>', 'captioners that write together, such as 1,2,3', counts, [1])
    .option('--rounds <n>', 'repetitions of each search', toCount, 5)
    .option('--seed <n>', 'seed of the data', toNumber, 42)
    .addOption(deviceOption())
    .action((options: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const input: BenchDecodeInput = { ...options, device: options.device ?? 'auto' }
        const report = await workbench.engine.run('benchDecode', input)
        output.result({ name: 'decode', sizes: input, ...report }, describe(report, input))
      })
    )

/** Whole numbers above 0 with commas between them. */
const counts = (text: string): number[] => text.split(',').map(toCount)

/** Names out of `all`, with commas between them. */
const listOf =
  <T extends string>(what: string, all: readonly T[]) =>
  (text: string): T[] =>
    text.split(',').map((name) => {
      const known = all.find((one) => one === name)
      if (!known) throw new InvalidArgumentError(`${what} are ${all.join(', ')}`)
      return known
    })

const describe = (report: BenchDecodeReport, { images, beams, tokens }: BenchDecodeInput) => [
  `${report.device}, ${(report.parameters / 1e6).toFixed(1)} M parameters, ${images} images, ${tokens} new tokens, ${beams} beams`,
  ...report.cases.map(
    ({ search, choice, members, median, min, max, imagesPerSecond, repeats }) =>
      `${search}${choice === 'score' ? '' : `, ${choice === 'clip' ? 'choice by CLIP' : `minimum risk by ${choice}`}`}${members === 1 ? '' : `, ensemble of ${members}`}: ${imagesPerSecond.toFixed(2)} images/s; median ${median.toFixed(0)} ms per batch, min ${min.toFixed(0)}, max ${max.toFixed(0)} (${repeats} rounds)`
  ),
  `peak memory ${(report.peakMemoryBytes / 1e9).toFixed(1)} GB`
]
