import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import type { CommandContext } from '../context'
import { reportStudy } from '../demo/report-study'
import { runStudy } from '../demo/study'
import { toNumber } from '../options'

interface Options {
  work: string
  out: string
  seeds: number
}

/** For `npm run study:demo`: the trainings that `docs/demo.md` tells of. */
export function demoStudyCommand(context: CommandContext): Command {
  return new Command('demo-study')
    .description('train the rows of the demo with several seeds, and plot what comes out')
    .requiredOption('--work <dir>', 'folder for the libraries')
    .requiredOption('--out <dir>', 'folder for results and plots')
    .option('--seeds <number>', 'how many seeds', toNumber, 3)
    .action(({ work, out, seeds }: Options, command: Command) =>
      context.session(command, async (session) => {
        mkdirSync(out, { recursive: true })
        const results = await runStudy(session, {
          work: resolve(work),
          out: resolve(out),
          seeds: Array.from({ length: seeds }, (_, index) => index + 1)
        })
        session.output.result(results, reportStudy(resolve(out), results))
      })
    )
}
