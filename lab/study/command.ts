import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { demoRows, demoScale } from '../../src/shared/demo-rows'
import type { CommandContext } from '../../src/main/hosts/cli/context'
import { fillTables } from './fill-tables'
import { plotStudy } from './plot-study'
import { runBeyond } from './beyond/run-beyond'
import { readResults } from './results'
import { runStudy } from './study'
import { studyGroups } from './study-cells'
import { studyTables } from './study-tables'
import { toNumber } from '../../src/main/hosts/cli/options'

interface Options {
  work: string
  out: string
  seeds: number
  updates: number
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
    .option('--updates <number>', 'updates of a training', toNumber, demoScale.maxSteps)
    .addOption(
      new Option(
        '--rows <preset...>',
        'of the groups table, gap and images these rows alone'
      ).choices(demoRows.map(({ preset }) => preset.id))
    )
    .addOption(new Option('--groups <name...>', 'these parts alone').choices(studyGroups))
    .option('--tables <file...>', 'Markdown files whose tables are brought up to the results')
    .option('--report', 'train nothing; plot the results that there are')
    .action(
      (
        {
          work,
          out,
          seeds,
          updates,
          rows,
          groups = [...studyGroups],
          tables = [],
          report
        }: Options,
        command: Command
      ) =>
        context.session(command, async (session) => {
          mkdirSync(out, { recursive: true })
          const places = { work: resolve(work), out: resolve(out) }
          const wanted = {
            ...places,
            seeds: Array.from({ length: seeds }, (_, index) => index + 1),
            updates
          }
          if (!report) {
            await runStudy(
              session,
              wanted,
              ({ group, row }) => groups.includes(group) && (rows?.includes(row.preset.id) ?? true)
            )
            for (const group of ['beyond', 'sentences'] as const) {
              if (groups.includes(group)) await runBeyond(session, wanted, group)
            }
          }
          const results = readResults(places.out)
          plotStudy(places.out, results)
          for (const file of tables) fillTables(file, results)
          session.output.result(results, [
            studyTables.rows(results),
            '',
            studyTables.images(results),
            '',
            studyTables.beyond(results),
            '',
            studyTables.sentences(results)
          ])
        })
    )
}
