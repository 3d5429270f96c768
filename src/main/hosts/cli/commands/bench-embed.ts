import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { BenchEmbedInput, BenchEmbedReport } from '../../../../shared/engine-protocol/bench'
import type { DeviceChoice } from '../../../../shared/engine-protocol'
import { AppError } from '../../../../shared/errors'
import { listFiles } from '../../../base/files/list-images'
import type { CommandContext } from '../context'
import { deviceOption, toCount, toNumber } from '../options'

type Options = Omit<BenchEmbedInput, 'files' | 'patchSize' | 'device'> & {
  patch: '16' | '32'
  device?: DeviceChoice
}

export const benchEmbedCommand = (context: CommandContext): Command =>
  new Command('embed')
    .description('time a CLIP ViT-B with random weights, from image files and from sentences')
    .argument('<dir>', 'folder of JPEG images, repeated in order')
    .addOption(
      new Option('--patch <pixels>', 'patch size of the model').choices(['16', '32']).default('32')
    )
    .option('--images <n>', 'images', toCount, 64)
    .option('--sentences <n>', 'sentences of 14 to 26 tokens', toCount, 64)
    .option('--rounds <n>', 'repetitions of each', toCount, 5)
    .option('--seed <n>', 'seed of the data', toNumber, 42)
    .addOption(deviceOption())
    .action((dir: string, { patch, device = 'auto', ...sizes }: Options, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const patchSize = patch === '16' ? 16 : 32
        const files = await jpegsOf(dir)
        const input: BenchEmbedInput = { ...sizes, patchSize, device, files }
        const report = await workbench.engine.run('benchEmbed', input)
        output.result({ name: 'embed', sizes: input, ...report }, describe(report, patchSize))
      })
    )

/**
 * Paths of the JPEGs in the folder, in the order of their names. Throws `call.wrong` without one,
 * `file.not-found` or `file.unreadable`.
 */
async function jpegsOf(dir: string): Promise<string[]> {
  const names = await listFiles(dir, false, /\.jpe?g$/i)
  if (names.length === 0) throw new AppError('call.wrong', { detail: `no JPEG in ${dir}` })
  return names.map((name) => resolve(join(dir, name)))
}

const describe = ({ device, cases, peakMemoryBytes }: BenchEmbedReport, patch: number) => [
  `${device}, ViT-B/${patch}`,
  ...cases.map(
    ({ work, itemsPerSecond, median, min, max, repeats }) =>
      `${work}: ${itemsPerSecond.toFixed(1)} per second; median ${median.toFixed(0)} ms, min ${min.toFixed(0)}, max ${max.toFixed(0)} (${repeats} rounds)`
  ),
  `peak memory ${(peakMemoryBytes / 1e9).toFixed(1)} GB`
]
