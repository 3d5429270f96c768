import * as v from 'valibot'
import type { JsonElement } from '../read/json-elements'
import type { TextSource } from '../read/text-source'
import { extraOf, skip, type Extra, type ImportEvent, type ImportEvents } from './events'
import { readJsonFile } from './json-file'
import { IdKey, skipFault, skipIssue, type RecordPlace } from './record-fields'

/** The record of an image in each layout, as its key and its name. */
const images = {
  coco: v.pipe(
    v.looseObject({ id: IdKey, file_name: v.string() }),
    v.transform(({ id, file_name: name }) => ({ id, name }))
  ),
  ktvic: v.pipe(
    v.looseObject({ id: IdKey, filename: v.string() }),
    v.transform(({ id, filename: name }) => ({ id, name }))
  )
}
const Annotation = v.looseObject({
  image_id: IdKey,
  caption: v.string(),
  segment_caption: v.optional(v.string())
})

/**
 * COCO captions: images and annotations in their order, whichever list stands first. All else that
 * the file says is kept: `info`, `licenses` and its like, and the ids and fields of both. Throws
 * `import.bad-json`, `import.cut-short` or `import.wrong-shape`.
 */
export const readCoco = (source: TextSource): ImportEvents => readLayout(source, 'coco')

/**
 * KTVIC's form of it: an image has a `filename`, a caption its words in `segment_caption`, which become
 * the caption's segmentation. Throws as {@link readCoco}.
 */
export const readKtvic = (source: TextSource): ImportEvents => readLayout(source, 'ktvic')

type Layout = 'coco' | 'ktvic'

async function* readLayout(source: TextSource, layout: Layout): ImportEvents {
  const shape = { list: false, lists: ['images', 'annotations'] }
  const others: Record<string, unknown[]> = {}
  for await (const elements of readJsonFile(source, layout, shape)) {
    yield elements.flatMap((element) => toEvent(element, layout, others))
  }
  if (Object.keys(others).length > 0) yield [{ type: 'file', extra: others }]
}

/** Elements of further lists that are kept, such as licences and categories. */
const MAX_OTHERS = 10_000

function toEvent(
  { key, index, line, value, fault }: JsonElement,
  layout: Layout,
  others: Record<string, unknown[]>
): ImportEvent[] {
  if (key === null) return []
  const place = { where: placeIn(key, index), line }
  if (fault) return [skipFault(fault, place)]
  if (key === 'images') return [toImage(value, layout, place)]
  if (key === 'annotations') return [toCaption(value, layout, place)]
  if (index === null) return [{ type: 'file', extra: { [key]: value } }]
  if (index >= MAX_OTHERS) return [skip('record-malformed', place.where, value, { line })]
  const list = Object.hasOwn(others, key) ? others[key] : undefined
  if (list) list.push(value)
  else Object.defineProperty(others, key, { value: [value], enumerable: true })
  return []
}

const singular: Readonly<Record<string, string>> = { images: 'image', annotations: 'annotation' }

const placeIn = (key: string, index: number | null): string =>
  index === null ? key : `${singular[key] ?? key} ${index + 1}`

function toImage(value: unknown, layout: Layout, place: RecordPlace): ImportEvent {
  const image = v.safeParse(images[layout], value)
  if (!image.success) return skipIssue(image.issues, place, value)
  const { id: key, name } = image.output
  const extra = extraOf(value as Extra, [layout === 'ktvic' ? 'filename' : 'file_name'])
  return { type: 'image', name, captions: [], extra, key, ...place }
}

function toCaption(value: unknown, layout: Layout, place: RecordPlace): ImportEvent {
  const annotation = v.safeParse(Annotation, value)
  if (!annotation.success) return skipIssue(annotation.issues, place, value)
  const { image_id: key, caption: text, segment_caption: segmentation } = annotation.output
  const read = layout === 'ktvic' ? ['segment_caption'] : []
  const extra = extraOf(value as Extra, ['image_id', 'caption', ...read])
  const marks = segmentation ? { segmentation: segmentation.normalize('NFC').trim() } : {}
  return { type: 'caption', key, text, extra, marks, ...place, record: value }
}
