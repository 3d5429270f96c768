import { Command } from 'commander'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import { toCount } from '../../src/main/hosts/cli/options'
import { describeFigures } from '../../src/main/services/bench/figures'
import { measureClusterWindow } from './cluster-window'

export const clusterWindowCommand = ({ output }: CommandContext): Command =>
  new Command('cluster-window')
    .description('time the Runs screen in Chromium while many runs are on a cluster')
    .option('--runs <n>', 'runs on the cluster', toCount, 1000)
    .action(async ({ runs }: { runs: number }) => {
      const report = await measureClusterWindow(runs)
      const [before, after] = report.load
      output.result({ name: 'cluster-window', runs, ...report }, [
        ...Object.entries(report.times).map(([name, one]) => `${name}: ${describeFigures(one)}`),
        `${report.updated} runs of the list changed meanwhile`,
        `load of the machine: ${before.toFixed(1)} before, ${after.toFixed(1)} after`
      ])
    })
