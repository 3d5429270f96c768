import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { demoRows, demoScale } from '../../src/shared/demo-rows'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import type { Session } from '../../src/main/hosts/cli/session'
import { fillTables } from './fill-tables'
import { plotStudy } from './plot-study'
import { beyondGroups, runBeyond } from './beyond/run-beyond'
import { readResults } from './results'
import { runStudy } from './study'
import { studyGroups, type StudyCell } from './study-cells'
import { studyTables } from './study-tables'
import { toNumber } from '../../src/main/hosts/cli/options'

interface Options {
  work: string
  out: string
  seeds: number
  updates: number
  rows: readonly string[]
  groups: readonly (typeof studyGroups)[number][]
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
    .option('--updates <number>', 'updates of a training', toNumber, demoScale.maxSteps)
    .addOption(
      new Option('--rows <preset...>', 'of the groups table, gap and images these rows alone')
        .choices(demoRows.map(({ preset }) => preset.id))
        .default(
          demoRows.map(({ preset }) => preset.id),
          'all'
        )
    )
    .addOption(
      new Option('--groups <name...>', 'these parts alone')
        .choices(studyGroups)
        .default(studyGroups, 'all')
    )
    .option('--tables <file...>', 'Markdown files whose tables are brought up to the results')
    .option('--report', 'train nothing; plot the results that there are')
    .action((options: Options, command: Command) =>
      context.session(command, (session) => study(session, options))
    )
}

async function study(session: Session, options: Options): Promise<void> {
  const { seeds, updates, rows, groups, tables = [], report } = options
  const out = resolve(options.out)
  mkdirSync(out, { recursive: true })
  if (!report) {
    const numbers = Array.from({ length: seeds }, (_, index) => index + 1)
    const wanted = { work: resolve(options.work), out, seeds: numbers, updates }
    const isWanted = ({ group, row }: StudyCell): boolean =>
      groups.includes(group) && rows.includes(row.preset.id)
    await runStudy(session, wanted, isWanted)
    for (const group of beyondGroups) {
      if (groups.includes(group)) await runBeyond(session, wanted, group)
    }
  }
  const results = readResults(out)
  plotStudy(out, results)
  for (const file of tables) fillTables(file, results)
  const { rows: ofRows, images, beyond, sentences } = studyTables
  const shown = [ofRows, images, beyond, sentences].flatMap((table) => [table(results), ''])
  session.output.result(results, shown)
}
