import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { drawingToJpeg } from '../../../src/main/vision/raster'
import { worldFiles, writeWorld } from '../../../src/main/services/demo/write-world'

export interface DataSet {
  /** The viecap4h caption file; its images are in `images_train/` beside it. */
  captions: string
  images: number
  /** The English side of the sentence pairs. */
  pairs: string
  /** A folder of images to caption, with a text file named as an image among them. */
  toCaption: string
  toCaptionCount: number
}

const sizes = { train: 24, val: 0, test: 0, unseen: 6, pairs: 12 }

interface CaptionRecord {
  id: string
  /** A caption a line. */
  captions: string
}

/**
 * Writes a small demo world into `folder` as a data set of viecap4h and one of line-aligned text.
 * `missing` captions at its end have no image.
 */
export async function writeDataSet(folder: string, missing: number): Promise<DataSet> {
  mkdirSync(folder, { recursive: true })
  const made = join(folder, 'world')
  await writeWorld(made, {
    seed: 37,
    sizes,
    toJpeg: drawingToJpeg,
    signal: new AbortController().signal,
    onProgress: () => undefined
  })
  const images = join(folder, 'images_train')
  renameSync(join(made, worldFiles.images), images)
  const records = JSON.parse(
    readFileSync(join(made, worldFiles.captions('train')), 'utf8')
  ) as CaptionRecord[]
  await reshape(images, records)
  const lost = records
    .slice(0, missing)
    .map((record, index) => ({ ...record, id: `lost_${index + 1}.jpg` }))
  const captions = join(folder, 'train_captions.json')
  writeFileSync(captions, JSON.stringify([...records, ...lost]))

  const pairs = join(folder, 'train.en')
  copyFileSync(join(made, worldFiles.english), pairs)
  copyFileSync(join(made, worldFiles.vietnamese), join(folder, 'train.vi'))

  const toCaption = join(folder, 'to_caption')
  renameSync(join(made, worldFiles.unseen), toCaption)
  writeFileSync(join(toCaption, 'words.jpg'), 'This is no image.')
  return { captions, images: sizes.train, pairs, toCaption, toCaptionCount: sizes.unseen }
}

/**
 * Gives the images the sizes of photographs, every fifth an upright one, and makes the last a
 * poorer copy of the one before.
 */
async function reshape(images: string, records: readonly CaptionRecord[]): Promise<void> {
  for (const [index, { id }] of records.entries()) {
    const isCopy = index === records.length - 1
    const from = join(images, records[isCopy ? index - 1 : index]?.id ?? '')
    const image = sharp(readFileSync(from))
      .resize(480, index % 5 === 4 ? 640 : 360, { fit: 'fill' })
      .jpeg({ quality: isCopy ? 40 : 90 })
    writeFileSync(join(images, id), await image.toBuffer())
  }
}
