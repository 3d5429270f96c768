import { join } from 'node:path'
import type { Split } from '../../../../shared/domain'
import { makeFolder } from '../../../base/files/make-folder'
import { writePart } from '../../../base/files/write-output'
import type { ExportContext } from '../export-context'
import { dataSetCard, type SplitCount } from './data-set-card'
import { copyImage, placedImages } from './placed-images'
import { SPLIT_NAMES } from './split-names'

/**
 * A folder as Hugging Face's `imagefolder` reads it: the images of each split in a folder of its
 * own, with a `metadata.jsonl` that has for each its first caption as `text` and all of them as
 * `captions`, and a data-set card. Images without a caption are left out.
 */
export async function writeImagefolder(folder: string, context: ExportContext): Promise<void> {
  const counts: SplitCount[] = []
  for (const split of context.splits) {
    const before = context.counts.images
    const name = SPLIT_NAMES[split]
    const lines = metadata(context, { folder, name, split })
    const first = await lines.next()
    if (first.done) continue
    await makeFolder(join(folder, name))
    await writePart(join(folder, name, 'metadata.jsonl'), startingWith(first.value, lines))
    counts.push({ name, images: context.counts.images - before })
  }
  await writePart(
    join(folder, 'README.md'),
    dataSetCard(counts, (name) => `${name}/**`)
  )
}

async function* startingWith(first: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}

/** The lines of a split's metadata; each image is copied before its line. */
async function* metadata(
  context: ExportContext,
  { folder, name, split }: { folder: string; name: string; split: Split }
): AsyncGenerator<string, void> {
  const at = { folder: join(folder, name), goal: join(context.params.file, name) }
  const placing = { ending: '.txt', copied: true, withoutCaption: false, split }
  for await (const { image } of placedImages(context, placing)) {
    await copyImage(image, { ...at, name: image.name })
    const captions = image.captions.map(({ text }) => text)
    yield `${JSON.stringify({ file_name: image.name, text: captions[0], captions })}\n`
  }
}
