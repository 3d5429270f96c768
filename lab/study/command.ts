import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { demoRows } from '../../src/shared/demo-rows'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import { fillTables } from './fill-tables'
import { plotStudy } from './plot-study'
import { readResults, runStudy } from './study'
import { studyGroups } from './study-cells'
import { studyTables } from './study-tables'
import { toNumber } from '../../src/main/hosts/cli/options'

interface Options {
  work: string
  out: string
  seeds: number
  rows?: string[]
  groups?: (typeof studyGroups)[number][]
  tables?: string[]
  report?: boolean
}

/** For `npm run study:demo`: the trainings that `docs/demo.md` tells of. */
export function studyCommand(context: CommandContext): Command {
  return new Command('study')
    .description('train the rows of the demo with several seeds, and plot what comes out')
    .option('--work <dir>', 'folder for the libraries', join(tmpdir(), 'viecap-study'))
    .requiredOption('--out <dir>', 'folder for results and plots')
    .option('--seeds <number>', 'how many seeds', toNumber, 3)
    .addOption(
      new Option('--rows <preset...>', 'these rows alone').choices(
        demoRows.map(({ preset }) => preset.id)
      )
    )
    .addOption(new Option('--groups <name...>', 'these parts alone').choices(studyGroups))
    .option('--tables <file...>', 'Markdown files whose tables are brought up to the results')
    .option('--report', 'train nothing; plot the results that there are')
    .action(({ work, out, seeds, rows, groups, tables = [], report }: Options, command: Command) =>
      context.session(command, async (session) => {
        mkdirSync(out, { recursive: true })
        const folders = { work: resolve(work), out: resolve(out) }
        const results = report
          ? readResults(folders.out)
          : await runStudy(session, {
              ...folders,
              seeds: Array.from({ length: seeds }, (_, index) => index + 1),
              rows: rows ?? demoRows.map(({ preset }) => preset.id),
              groups: groups ?? studyGroups
            })
        plotStudy(folders.out, results)
        for (const file of tables) fillTables(file, results)
        session.output.result(results, [studyTables.rows(results), '', studyTables.images(results)])
      })
    )
}
