import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { figures, timed, describeFigures } from '../../../services/bench/figures'
import type { CommandContext } from '../context'
import { toCount } from '../options'
import { withSession } from '../session'

interface Options {
  library: string
  rounds: number
}

export const benchStartCommand = (context: CommandContext): Command =>
  new Command('start')
    .description(
      'time how long viecap serve takes to print its address and to show the first images'
    )
    .requiredOption('--library <dir>', 'library to open')
    .option('--rounds <n>', 'repetitions', toCount, 5)
    .action(async ({ library, rounds }: Options) => {
      const { output } = context
      const serving: number[] = []
      const listing: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        serving.push(await timed(() => serveOnce(library)))
        listing.push(
          await timed(() =>
            withSession(context, { library }, async ({ api }) => {
              await api.images.page({ filter: {}, offset: 0, limit: 200 })
            })
          )
        )
      }
      const report = { serve: figures(serving), firstImages: figures(listing) }
      output.result({ name: 'start', sizes: { library }, ...report }, [
        `viecap serve until its address is printed: ${describeFigures(report.serve)}`,
        `opening the library, its first images, closing it: ${describeFigures(report.firstImages)}`
      ])
    })

/** Starts the browser host as a person does, and ends it once it has printed its address. */
async function serveOnce(library: string): Promise<void> {
  const [program = ''] = process.argv.slice(1)
  const child = spawn(process.execPath, [program, 'serve', '--json', '--library', library], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  const ended = once(child, 'exit')
  await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])
  child.kill('SIGINT')
  await ended
}
