import { Command } from 'commander'
import type { ImageFilter, ImageSort } from '../../../../shared/domain'
import { longestBlock } from '../../../services/bench/blocked'
import { figures, timed, describeFigures, type Figures } from '../../../services/bench/figures'
import type { CommandContext } from '../context'
import type { Session } from '../session'
import { inFilledLibrary, withLibraryOptions, type LibraryOptions } from './bench-library'

const sorts: ImageSort['by'][] = ['name', 'state', 'captions', 'bytes']
const PAGE = 200

export const benchBrowseCommand = (context: CommandContext): Command =>
  withLibraryOptions(new Command('browse'), 40)
    .description('time pages and jumps in a library of generated images')
    .action(async (options: LibraryOptions) =>
      inFilledLibrary(context, options, async ({ api, output }) => {
        const opening = await timed(() => api.images.page({ filter: {}, offset: 0, limit: PAGE }))
        const measured = await longestBlock(() => measure(api, options.rounds))
        const { counts } = (await api.library.state()).library ?? {}
        const report = { opening, ...measured.result, longestBlock: measured.longestBlock }
        output.result({ name: 'browse', sizes: counts, ...report }, [
          `${counts?.images} images, ${counts?.captions} captions`,
          `first page after opening: ${opening.toFixed(1)} ms`,
          ...Object.entries(measured.result).map(
            ([name, times]) => `${name}: ${describeFigures(times)}`
          ),
          `longest block of the main thread meanwhile: ${measured.longestBlock.toFixed(1)} ms`
        ])
      })
    )

async function measure(api: Session['api'], rounds: number): Promise<Record<string, Figures>> {
  const page = (offset: number, filter: ImageFilter = {}, sort?: ImageSort) =>
    api.images.page({ filter, offset, limit: PAGE, ...(sort && { sort }) })
  const repeat = async (count: number, work: (round: number) => Promise<unknown>) => {
    const times: number[] = []
    for (let round = 0; round < count; round += 1) times.push(await timed(() => work(round)))
    return figures(times)
  }
  const result: Record<string, Figures> = {}
  const { total } = await page(0)
  /** Somewhere else each time, all over the listing. */
  const place = (round: number) => Math.floor(((round * 0.618) % 1) * total)

  for (const by of sorts) {
    const sort = { by, descending: by !== 'name' }
    result[`first page by ${by}`] = await repeat(1, () => page(0, {}, sort))
    result[`page anywhere by ${by}`] = await repeat(rounds, (round) => page(place(round), {}, sort))
  }
  const { rows } = await page(Math.floor(total * 0.9))
  result['jump to an image'] = await repeat(rounds, (round) =>
    api.images.indexOf({ id: rows[round % rows.length]?.id ?? 1, filter: {} })
  )
  result['next undone image'] = await repeat(rounds, (round) =>
    api.images.nextUndone({ index: place(round), filter: {} })
  )
  result['one image with its captions'] = await repeat(rounds, (round) =>
    api.images.get({ id: rows[round % rows.length]?.id ?? 1 })
  )
  return result
}
