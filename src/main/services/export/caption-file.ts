import { stringify } from 'csv-stringify/sync'
import type { ExportedImage } from '../../store/exports'

export type CaptionFileFormat = 'viecap4h' | 'submission' | 'jsonl' | 'csv'

/** A caption on one line, as the line-based formats need it. */
const oneLine = (text: string): string => text.split(/\s*[\r\n]+\s*/).join(' ')

/** Images and captions in each of the formats, read again by the import of the same name. */
export const captionFileWriters: Record<CaptionFileFormat, (images: ExportedImage[]) => string> = {
  /** One caption a line; images without a caption are left out. */
  viecap4h: (images) =>
    toJson(
      captioned(images).map(({ name, captions }) => ({
        id: name,
        captions: captions.map(oneLine).join('\n')
      }))
    ),
  /** Every image, with its first caption or none, as the competition wants `results.json`. */
  submission: (images) =>
    toJson(
      images.map(({ name, captions }) => ({ id: name, captions: oneLine(captions[0] ?? '') }))
    ),
  /** One image a line with all its captions; images without one are among them. */
  jsonl: (images) =>
    images.map(({ name, captions }) => JSON.stringify({ image: name, captions }) + '\n').join(''),
  /** One caption a row, as in RFC 4180; the text is exact, also where it begins with `=`. */
  csv: (images) =>
    stringify(
      captioned(images).flatMap(({ name, captions }) => captions.map((text) => [name, text])),
      { header: true, columns: ['image', 'caption'], record_delimiter: 'windows' }
    )
}

const captioned = (images: ExportedImage[]) => images.filter(({ captions }) => captions.length > 0)

const toJson = (rows: unknown): string => JSON.stringify(rows, null, 1) + '\n'
