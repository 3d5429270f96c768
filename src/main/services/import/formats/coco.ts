import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import { parseJson } from './parse-json'
import { skip, type ImageRecord, type ParsedImages } from './parsed'

const Id = v.union([v.number(), v.string()])
const File = v.object({ images: v.array(v.unknown()), annotations: v.array(v.unknown()) })
const Image = v.object({ id: Id, file_name: v.string() })
const Annotation = v.object({ image_id: Id, caption: v.string() })

/**
 * COCO captions: the images in their order, each with its annotations in theirs. Throws
 * `import.bad-json` or `import.wrong-shape`.
 */
export function parseCoco(text: string, path: string): ParsedImages {
  const file = v.safeParse(File, parseJson(text, path))
  if (!file.success) throw new AppError('import.wrong-shape', { path, format: 'coco' })
  const records = new Map<string | number, ImageRecord>()
  const skipped: ParsedImages['skipped'] = []
  for (const [index, item] of file.output.images.entries()) {
    const where = `image ${index + 1}`
    const image = v.safeParse(Image, item)
    if (image.success && !records.has(image.output.id)) {
      records.set(image.output.id, { image: image.output.file_name, captions: [], where })
    } else {
      skipped.push(skip('record-malformed', where, item))
    }
  }
  for (const [index, item] of file.output.annotations.entries()) {
    const where = `annotation ${index + 1}`
    const annotation = v.safeParse(Annotation, item)
    if (!annotation.success) {
      skipped.push(skip('record-malformed', where, item))
      continue
    }
    const record = records.get(annotation.output.image_id)
    if (record) record.captions.push(annotation.output.caption)
    else skipped.push(skip('annotation-orphan', where, item))
  }
  return { records: [...records.values()], skipped }
}
