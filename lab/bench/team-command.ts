import { Command } from 'commander'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import { toCount, toNumber } from '../../src/main/hosts/cli/options'
import { describeFigures } from '../../src/main/services/bench/figures'
import { measureTeam } from './team'

interface Options {
  people: number
  browsers: number
  seconds: number
  every: number
  kills: number
  train: boolean
}

export const teamCommand = ({ output }: CommandContext): Command =>
  new Command('team')
    .description("time edits on a team's server while many people work and a run trains")
    .option('--people <n>', 'people at work', toCount, 20)
    .option('--browsers <n>', 'how many of them in Chromium, through the window', toNumber, 3)
    .option('--seconds <n>', 'how long they work', toCount, 600)
    .option('--every <seconds>', 'from one edit of a person to their next', toNumber, 2)
    .option('--kills <n>', 'how often the server is killed meanwhile', toNumber, 0)
    .option('--no-train', 'without a run beside')
    .action(async ({ every, ...options }: Options) => {
      const report = await measureTeam({ ...options, everyMs: every * 1000 })
      const [before, after] = report.load
      output.result({ name: 'team', options, ...report }, [
        `${report.edits} edits acknowledged, ${report.lost} of them lost; ${report.refused} refused, ${report.cut} without an answer`,
        `an edit: ${describeFigures(report.save)}`,
        ...(report.window ? [`an edit in the window: ${describeFigures(report.window)}`] : []),
        `${report.events} events heard, ${report.steps} steps trained`,
        ...(options.kills > 0 ? [`back after a kill: ${describeFigures(report.restarts)}`] : []),
        `load of the machine: ${before.toFixed(1)} before, ${after.toFixed(1)} after`
      ])
    })
