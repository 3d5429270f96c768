import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Command } from 'commander'
import * as v from 'valibot'
import { ImportParams } from '../../../../shared/domain'
import { longestBlock } from '../../../services/bench/blocked'
import { timed } from '../../../services/bench/figures'
import { madeCaption } from '../../../services/bench/made-captions'
import { runImport } from '../../../services/import'
import type { CommandContext } from '../context'
import { toCount } from '../options'
import { withSession } from '../session'

interface Options {
  rows: number
  images: number
}

/** A PNG of one grey pixel: what is measured is rows, not the decoding of images. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64'
)

export const benchImportCommand = (context: CommandContext): Command =>
  new Command('import')
    .description('time the import of captions and of sentence pairs, from generated files')
    .option('--rows <n>', 'captions, and pairs', toCount, 100_000)
    .option('--images <n>', 'images that the captions belong to', toCount, 2000)
    .action(async (sizes: Options) => {
      const folder = await mkdtemp(join(tmpdir(), 'viecap-bench-'))
      const { output } = context
      try {
        const paths = await makeFiles(folder, sizes)
        await withSession(
          context,
          { library: join(folder, 'library'), create: true },
          async ({ workbench: { library, images } }) => {
            const time = (path: string) => async () =>
              timed(() =>
                runImport(library, v.parse(ImportParams, { path }), {
                  images,
                  signal: new AbortController().signal,
                  report: () => undefined
                })
              )
            const captions = await longestBlock(time(paths.captions))
            const pairs = await longestBlock(time(paths.english))
            const report = {
              unit: 'ms',
              captions: captions.result,
              pairs: pairs.result,
              longestBlock: Math.max(captions.longestBlock, pairs.longestBlock)
            }
            output.result({ name: 'import', sizes, ...report }, [
              `${sizes.rows} captions of ${sizes.images} images: ${seconds(report.captions)}`,
              `${sizes.rows} sentence pairs: ${seconds(report.pairs)}`,
              `longest block of the main thread meanwhile: ${report.longestBlock.toFixed(1)} ms`
            ])
          }
        )
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    })

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

async function makeFiles(folder: string, { rows, images }: Options) {
  const imagesDir = join(folder, 'images')
  await mkdir(imagesDir)
  const name = (number: number) => `img${String(number % images).padStart(6, '0')}.png`
  for (let number = 0; number < images; number += 1) {
    await writeFile(join(imagesDir, name(number)), pixel)
  }
  const captions = join(folder, 'captions.jsonl')
  const english = join(folder, 'train.en')
  await writeLines(captions, rows, (n) =>
    JSON.stringify({ image: name(n), caption: madeCaption(n) })
  )
  await writeLines(english, rows, (n) => `A nurse writes sentence ${n} .`)
  await writeLines(join(folder, 'train.vi'), rows, madeCaption)
  return { captions, english }
}

const LINES_AT_ONCE = 1000

/** Writes some lines at a time: what is left of all at once would be collected while timed. */
async function writeLines(path: string, count: number, line: (number: number) => string) {
  const file = await open(path, 'w')
  for (let from = 0; from < count; from += LINES_AT_ONCE) {
    const length = Math.min(LINES_AT_ONCE, count - from)
    await file.write(Array.from({ length }, (_, place) => `${line(from + place)}\n`).join(''))
  }
  await file.close()
}
