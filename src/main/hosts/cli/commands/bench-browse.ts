import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import type { ImageFilter, ImageSort } from '../../../../shared/domain'
import { longestBlock } from '../../../services/bench/blocked'
import { figures, timed, wordFigures, type Figures } from '../../../services/bench/figures'
import { fillLibrary } from '../../../services/bench/fill-library'
import type { CommandContext } from '../context'
import { toCount } from '../options'
import { withSession, type Session } from '../session'

interface Options {
  rows: number
  captions: number
  rounds: number
  keep?: string
}

/**
 * What is searched, each once: words of nearly every picture, of a sixth, and of a few, with and
 * without accents, alone and together; names; nothing at all.
 */
const searches = [
  'một',
  'khẩu trang',
  'bac si',
  'phẫu thuật',
  'cụ già',
  'xe lăn',
  'mũ xanh',
  'huyết áp',
  'y tá',
  '"cho một em bé"',
  'bác sĩ phòng mổ',
  'dieu duong hanh lang',
  'phẫu thuật cụ già',
  'tiêm vắc xin em bé',
  'đuỗi ngầm',
  'ngam gioi',
  'khắc phương',
  'thanh luong',
  'khoa-12',
  'ảnh 12345',
  '777.jpg',
  'nghieng',
  'không có',
  'đồ bảo hộ -"xe lăn"'
]

const sorts: ImageSort['by'][] = ['name', 'state', 'captions', 'bytes']
const PAGE = 200

export const benchBrowseCommand = (context: CommandContext): Command =>
  new Command('browse')
    .description('time pages, jumps and searches in a library of made-up images')
    .option('--rows <n>', 'images', toCount, 1_000_000)
    .option('--captions <n>', 'captions of each', toCount, 2)
    .option('--rounds <n>', 'times each is timed', toCount, 40)
    .option(
      '--keep <dir>',
      'make the library here and leave it; one that is here is taken as it is'
    )
    .action(async ({ rows, captions, rounds, keep }: Options) => {
      const folder = keep ? resolve(keep) : await mkdtemp(join(tmpdir(), 'viecap-bench-'))
      const { bundle, output } = context
      const session = (create: boolean, work: (session: Session) => Promise<void>) =>
        withSession({ library: folder, create, bundle, output }, work)
      try {
        if (!existsSync(join(folder, 'library.sqlite'))) {
          await session(true, async ({ workbench: { library } }) =>
            fillLibrary(library, { images: rows, captionsPerImage: captions })
          )
        }
        // Opened anew: nothing of the filling is in memory.
        await session(false, async ({ api }) => {
          const opening = await timed(() => api.images.page({ filter: {}, offset: 0, limit: PAGE }))
          const measured = await longestBlock(() => measure(api, rounds))
          const { counts } = (await api.library.state()).library ?? {}
          const report = { opening, ...measured.result, longestBlock: measured.longestBlock }
          output.result({ name: 'browse', sizes: counts, ...report }, [
            `${counts?.images} images, ${counts?.captions} captions`,
            `first page after opening: ${opening.toFixed(1)} ms`,
            ...Object.entries(measured.result).map(
              ([name, times]) => `${name}: ${wordFigures(times)}`
            ),
            `longest block of the main thread meanwhile: ${measured.longestBlock.toFixed(1)} ms`
          ])
        })
      } finally {
        if (!keep) await rm(folder, { recursive: true, force: true })
      }
    })

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
  return { ...result, ...(await measureSearches(api)) }
}

/**
 * How long the window waits for what it shows of each search, counted from asking: its first
 * images, which may be all of them, and the first page with the count of all.
 */
async function measureSearches({ images }: Session['api']): Promise<Record<string, Figures>> {
  const result: Record<string, Figures> = {}
  const firsts: number[] = []
  const wholes: number[] = []
  for (const text of searches) {
    const filter = { text }
    const start = performance.now()
    const { total } = await images.first({ filter, limit: PAGE })
    firsts.push(performance.now() - start)
    if (total === null) await images.page({ filter, offset: 0, limit: PAGE })
    wholes.push(performance.now() - start)
    result[`first images of ${text}`] = figures(firsts.slice(-1))
    result[`all images of ${text}`] = figures(wholes.slice(-1))
  }
  result['first images of a search'] = figures(firsts)
  result['all images of a search'] = figures(wholes)
  return result
}
