import { dirname, join } from 'node:path'
import { makeFolder } from '../../../base/files/make-folder'
import { writePart } from '../../../base/files/write-output'
import type { ExportedImage } from '../../../store/images/exports'
import type { ExportContext } from '../export-context'
import { copyImage, placedImages } from './placed-images'

/** A text file of a folder: its path inside the folder, and what it holds. */
export interface FolderText {
  name: string
  text: string
  image: ExportedImage
}

/** Texts for images: `x.txt`, or `x.caption` as kohya's tools call them, with one caption a line. */
export async function* folderTexts(context: ExportContext): AsyncGenerator<FolderText> {
  const { format, withImages } = context.params
  const ending = format === 'kohya' ? '.caption' : '.txt'
  const placing = { ending, copied: withImages, withoutCaption: withImages }
  for await (const { image, text } of placedImages(context, placing)) {
    const lines = image.captions.map((caption) => context.oneLine(caption.text) + '\n')
    yield { name: text, text: lines.join(''), image }
  }
}

/** Writes the texts into the new `folder`, and with them the images where that was asked for. */
export async function writeTextFolder(folder: string, context: ExportContext): Promise<void> {
  const { file: goal, withImages } = context.params
  for await (const { name, text, image } of folderTexts(context)) {
    if (text !== '') {
      await makeFolder(dirname(join(folder, name)))
      await writePart(join(folder, name), text)
    }
    if (withImages) await copyImage(image, { folder, goal, name: image.name })
  }
}
