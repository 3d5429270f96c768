import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { longestBlock } from '../../../services/bench/blocked'
import { figures, timed, describeFigures, type Figures } from '../../../services/bench/figures'
import { fillRuns } from '../../../services/bench/fill-runs'
import type { CommandContext } from '../context'
import { toCount } from '../options'
import { withSession, type Session } from '../session'

interface Options {
  runs: number
  points: number
  rounds: number
  keep?: string
}

export const benchRunsCommand = (context: CommandContext): Command =>
  new Command('runs')
    .description('time the queries of the Runs screen in a library of generated runs')
    .option('--runs <n>', 'runs', toCount, 200)
    .option('--points <n>', 'points per run, over all of its curves', toCount, 20_000)
    .option('--rounds <n>', 'repetitions of each', toCount, 7)
    .option('--keep <dir>', 'create the library here and keep it; an existing one is reused')
    .action(async ({ runs, points, rounds, keep }: Options) => {
      const folder = keep ? resolve(keep) : await mkdtemp(join(tmpdir(), 'viecap-bench-'))
      const { output } = context
      const session = (create: boolean, work: (session: Session) => Promise<void>) =>
        withSession(context, { library: folder, create }, work)
      try {
        if (!existsSync(join(folder, 'library.sqlite'))) {
          await session(true, ({ workbench: { library } }) => fillRuns(library, { runs, points }))
        }
        // Opened again: nothing of the filling is in memory.
        await session(false, async ({ api }) => {
          const { result: times, longestBlock: block } = await longestBlock(() =>
            timeAnswers(api, rounds)
          )
          output.result({ name: 'runs', sizes: { runs, points }, ...times, longestBlock: block }, [
            `${runs} runs of ${points} points each`,
            ...Object.entries(times).map(([name, one]) => `${name}: ${describeFigures(one)}`),
            `longest block of the main thread: ${block.toFixed(1)} ms`
          ])
        })
      } finally {
        if (!keep) await rm(folder, { recursive: true, force: true })
      }
    })

/** What the screen asks when it is opened, without a window. */
async function timeAnswers(api: Session['api'], rounds: number): Promise<Record<string, Figures>> {
  const list = await api.runs.list()
  const repeat = async (work: (id: string) => Promise<unknown>) => {
    const times: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const { id } = list[(round * 7919) % list.length] ?? { id: '' }
      times.push(await timed(() => work(id)))
    }
    return figures(times)
  }
  return {
    'list of the runs': await repeat(() => api.runs.list()),
    'curves of a run': await repeat((id) => api.runs.metrics({ id, afterSeq: 0 })),
    'samples of a run': await repeat((id) => api.runs.samples({ id }))
  }
}
