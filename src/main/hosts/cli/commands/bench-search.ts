import { Command } from 'commander'
import { embedMadeImages } from '../../../services/bench/embed-made-images'
import { figures, timed, type Figures } from '../../../services/bench/figures'
import { forgetListings } from '../../../services/bench/forget-listings'
import { searches } from '../../../services/bench/searches'
import type { CommandContext } from '../context'
import type { Session } from '../session'
import { inFilledLibrary, withLibraryOptions, type LibraryOptions } from './bench-library'

const PAGE = 200

export const benchSearchCommand = (context: CommandContext): Command =>
  withLibraryOptions(new Command('search'), 15)
    .description('time filters of all kinds in a library of made-up images')
    .action(async (options: LibraryOptions) =>
      inFilledLibrary(context, options, async (session) => {
        embedMadeImages(session.workbench.library)
        // Vectors are read once, which the first listing by similarity waits for.
        const reading = await timed(() =>
          session.api.images.page({ filter: { text: 'like:#1' }, offset: 0, limit: PAGE })
        )
        const results: SearchFigures[] = []
        for (const text of searches) results.push(await measure(session, text, options.rounds))
        const { counts } = (await session.api.library.state()).library ?? {}
        session.output.result(
          { name: 'search', sizes: counts, readingVectors: reading, searches: results },
          [
            `${counts?.images} images, ${counts?.captions} captions; median and 95th percentile in ms of ${options.rounds} times`,
            `first listing by similarity, with reading the vectors: ${reading.toFixed(0)} ms`,
            row('filter', 'images', 'first page', 'processor'),
            ...results.map(({ text, total, wall, processor }) =>
              row(text, String(total), word(wall), word(processor))
            )
          ]
        )
      })
    )

/** What the first page and the number of all images take. */
interface SearchFigures {
  text: string
  total: number
  wall: Figures
  /** Time of the processor on all threads, which is the same on a busy machine. */
  processor: Figures
}

/** Asks as the window does after somebody has saved something, when nothing is known any more. */
async function measure(
  { api: { images }, workbench }: Session,
  text: string,
  rounds: number
): Promise<SearchFigures> {
  const walls: number[] = []
  const processor: number[] = []
  let found = 0
  for (let round = 0; round < rounds; round += 1) {
    await forgetListings(workbench.library)
    const before = process.cpuUsage()
    const start = performance.now()
    const { total } = await images.page({ filter: { text }, offset: 0, limit: PAGE })
    walls.push(performance.now() - start)
    const { user, system } = process.cpuUsage(before)
    processor.push((user + system) / 1000)
    found = total
  }
  return { text, total: found, wall: figures(walls), processor: figures(processor) }
}

const word = ({ median, p95 }: Figures) => `${median.toFixed(1)} (${p95.toFixed(1)})`

const row = (text: string, ...cells: string[]) =>
  [text.padEnd(44), ...cells.map((cell) => cell.padStart(19))].join(' ')
