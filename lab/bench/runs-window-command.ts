import { Command } from 'commander'
import { longestBlock } from '../../src/main/services/bench/blocked'
import { describeFigures } from '../../src/main/services/bench/figures'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import { toCount } from '../../src/main/hosts/cli/options'
import { startLinkHost } from '../../src/main/hosts/web/link-host'
import { timeRunsWindow } from './runs-window'

/** The library is one of many runs, such as `viecap bench runs --keep` leaves. */
export const runsWindowCommand = (context: CommandContext): Command =>
  new Command('runs-window')
    .description('time the Runs screen in Chromium')
    .requiredOption('--library <dir>', 'library folder')
    .option('--rounds <n>', 'repetitions of each', toCount, 7)
    .action(({ rounds }: { rounds: number }, command: Command) =>
      context.session(command, async ({ workbench, output }) => {
        const rendererDir = context.bundle.renderer
        const host = await startLinkHost({ workbench, port: 0, rendererDir })
        const shown = await longestBlock(() => timeRunsWindow(host.url, rounds)).finally(host.close)
        output.result({ ...shown.result, longestBlock: shown.longestBlock }, [
          ...Object.entries(shown.result).map(([name, one]) => `${name}: ${describeFigures(one)}`),
          `longest block of the main thread: ${shown.longestBlock.toFixed(1)} ms`
        ])
      })
    )
