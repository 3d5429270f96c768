import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { longestBlock } from '../../../services/bench/blocked'
import { figures, timed, wordFigures, type Figures } from '../../../services/bench/figures'
import { fillRuns } from '../../../services/bench/fill-runs'
import { startWebHost } from '../../web/web-host'
import { timeRunsWindow, type WindowTimes } from '../bench/runs-window'
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
    .description(
      'time the Runs screen in a library of made-up runs, in a Chromium where there is one'
    )
    .option('--runs <n>', 'runs', toCount, 200)
    .option('--points <n>', 'points of each, over all of its curves', toCount, 20_000)
    .option('--rounds <n>', 'times each is timed', toCount, 7)
    .option(
      '--keep <dir>',
      'make the library here and leave it; one that is here is taken as it is'
    )
    .action(async ({ runs, points, rounds, keep }: Options) => {
      const folder = keep ? resolve(keep) : await mkdtemp(join(tmpdir(), 'viecap-bench-'))
      const { bundle, output } = context
      const session = (create: boolean, work: (session: Session) => Promise<void>) =>
        withSession({ library: folder, create, bundle, output }, work)
      try {
        if (!existsSync(join(folder, 'library.sqlite'))) {
          await session(true, ({ workbench: { library } }) => fillRuns(library, { runs, points }))
        }
        // Opened anew: nothing of the filling is in memory.
        await session(false, async ({ api, workbench }) => {
          const data = await longestBlock(() => timeAnswers(api, rounds))
          const host = await startWebHost({ workbench, port: 0, rendererDir: bundle.renderer })
          const shown = await longestBlock(() => timeRunsWindow(host.url, rounds)).finally(
            host.close
          )
          const times: WindowTimes = { ...data.result, ...shown.result }
          const blocks = { answers: data.longestBlock, window: shown.longestBlock }
          output.result({ name: 'runs', sizes: { runs, points }, ...times, longestBlock: blocks }, [
            `${runs} runs of ${points} points each`,
            ...Object.entries(times).map(([name, one]) => `${name}: ${wordFigures(one)}`),
            ...(Object.keys(shown.result).length === 0
              ? ['the window was not timed: that takes playwright-core and a Chromium']
              : []),
            `longest block of the main thread: ${blocks.answers.toFixed(1)} ms at the answers, ${blocks.window.toFixed(1)} ms with the window`
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
