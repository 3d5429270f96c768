import { Command } from 'commander'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import { toCount } from '../../src/main/hosts/cli/options'
import { measureInt8 } from './int8'

export const int8Command = ({ output }: CommandContext): Command =>
  new Command('int8')
    .description('time int8 against float32 weights on the CPU, alternating, with random weights')
    .option('--rounds <n>', 'repetitions of each', toCount, 5)
    .action(async ({ rounds }: { rounds: number }) => {
      const report = await measureInt8(rounds)
      output.result({ name: 'int8', rounds, ...report }, [
        `${report.processor}, ${report.cores} cores, load ${report.load.toFixed(1)}`,
        ...report.figures.map(
          ({ work, float32, int8, ratio }) =>
            `${work}: float32 ${float32.elapsed.toFixed(0)} ms (processor ${float32.processor.toFixed(0)}), int8 ${int8.elapsed.toFixed(0)} ms (${int8.processor.toFixed(0)}); ratio ${ratio.elapsed.toFixed(2)} (${ratio.processor.toFixed(2)})`
        )
      ])
    })
