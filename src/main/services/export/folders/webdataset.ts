import { join } from 'node:path'
import { pack, type Pack } from 'tar-stream'
import type { Split } from '../../../../shared/domain'
import { writePart } from '../../../base/files/write-output'
import type { ExportedImage } from '../../../store/images/exports'
import type { ExportContext } from '../export-context'
import { dataSetCard, type SplitCount } from './data-set-card'
import { readImage } from './read-image'
import { SPLIT_NAMES } from './split-names'

/** A shard ends with the image that brings it to either. */
const SHARD_IMAGES = 1000
const SHARD_BYTES = 500 * 2 ** 20

/** Digits of the numbers of shards and images. */
const DIGITS = 6

/**
 * Shards of a WebDataset, `train-000000.tar` and so on for each split, and a data-set card. An
 * image has a number as its key: `000012.jpg`, its captions one a line in `000012.txt`, and its
 * name with all captions in `000012.json`. Images without a caption are left out.
 */
export async function writeWebdataset(folder: string, context: ExportContext): Promise<void> {
  const counts: SplitCount[] = []
  for (const split of context.splits) {
    const name = SPLIT_NAMES[split]
    const source = new CaptionedImages(context, split)
    for (let shard = 0; await source.hasNext(); shard++) {
      const number = String(shard).padStart(DIGITS, '0')
      await writePart(join(folder, `${name}-${number}.tar`), shardOf(source, context))
    }
    if (source.taken > 0) counts.push({ name, images: source.taken })
  }
  await writePart(
    join(folder, 'README.md'),
    dataSetCard(counts, (name) => `${name}-*.tar`)
  )
}

/** The captioned images of a split, which shards take one after the other. */
class CaptionedImages {
  readonly #images: AsyncGenerator<ExportedImage, void>
  #next: ExportedImage | null = null
  taken = 0

  constructor(context: ExportContext, split: Split) {
    this.#images = context.images(split)
  }

  async hasNext(): Promise<boolean> {
    while (!this.#next || this.#next.captions.length === 0) {
      const next: IteratorResult<ExportedImage, void> = await this.#images.next()
      if (next.done) return false
      this.#next = next.value
    }
    return true
  }

  async take(): Promise<ExportedImage | null> {
    if (!(await this.hasNext())) return null
    const image = this.#next
    this.#next = null
    this.taken += 1
    return image
  }
}

async function* shardOf(
  source: CaptionedImages,
  context: ExportContext
): AsyncGenerator<Uint8Array> {
  const shard = pack()
  const filled = fill(shard, source, context)
  // Its error ends the shard, which is what throws it.
  filled.catch((error: unknown) => shard.destroy(error as Error))
  yield* shard as AsyncIterable<Uint8Array>
  await filled
}

async function fill(shard: Pack, source: CaptionedImages, context: ExportContext): Promise<void> {
  let bytes = 0
  for (let held = 0; held < SHARD_IMAGES && bytes < SHARD_BYTES; held++) {
    const key = String(source.taken).padStart(DIGITS, '0')
    const image = await source.take()
    if (!image) break
    context.count(image)
    const content = await readImage(image.path)
    const captions = image.captions.map(({ text }) => text)
    const lines = captions.map((text) => context.oneLine(text)).join('\n')
    // Readers make a column of each ending, and tell an image's kind by its content.
    await add(shard, `${key}.jpg`, content)
    await add(shard, `${key}.txt`, Buffer.from(lines))
    await add(
      shard,
      `${key}.json`,
      Buffer.from(JSON.stringify({ file_name: image.name, text: captions[0], captions }))
    )
    bytes += content.byteLength
  }
  shard.finalize()
}

/** Adds an entry of no date, so that equal data make equal shards; resolves when it is taken. */
const add = (shard: Pack, name: string, content: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    shard.entry({ name, mtime: new Date(0) }, content, (error) => {
      if (error) reject(error)
      else resolve()
    })
  })
