import * as v from 'valibot'
import type { JsonElement } from '../read/json-elements'
import type { TextSource } from '../read/text-source'
import { extraOf, skip, type Extra, type ImportEvent, type ImportEvents } from './events'
import { readJsonFile } from './json-file'

const Id = v.union([v.number(), v.string()])
const Image = v.looseObject({ id: Id, file_name: v.string() })
const Annotation = v.looseObject({ image_id: Id, caption: v.string() })

/**
 * COCO captions: images and annotations in their order, whichever list stands first. All else that
 * the file says is kept: `info`, `licenses` and its like, and the ids and fields of both. Throws
 * `import.bad-json` or `import.wrong-shape`.
 */
export async function* readCoco(source: TextSource): ImportEvents {
  const shape = { list: false, lists: ['images', 'annotations'] }
  const others: Record<string, unknown[]> = {}
  for await (const elements of readJsonFile(source, 'coco', shape)) {
    yield elements.flatMap((element) => toEvent(element, others))
  }
  if (Object.keys(others).length > 0) yield [{ type: 'file', extra: others }]
}

/** Elements of further lists that are kept, such as licences and categories. */
const MOST_OTHERS = 10_000

function toEvent(
  { key, index, value }: JsonElement,
  others: Record<string, unknown[]>
): ImportEvent[] {
  const where = `${key === 'images' ? 'image' : 'annotation'} ${(index ?? 0) + 1}`
  if (key === 'images') return [toImage(value, where)]
  if (key === 'annotations') return [toCaption(value, where)]
  if (key === null) return []
  if (index === null) return [{ type: 'file', extra: { [key]: value } }]
  if (index >= MOST_OTHERS) return [skip('record-malformed', `${key} ${index + 1}`, value)]
  const list = Object.hasOwn(others, key) ? others[key] : undefined
  if (list) list.push(value)
  else Object.defineProperty(others, key, { value: [value], enumerable: true })
  return []
}

function toImage(value: unknown, where: string): ImportEvent {
  const image = v.safeParse(Image, value)
  if (!image.success) return skip('record-malformed', where, value)
  const { id, file_name: name } = image.output
  const extra = extraOf(value as Extra, ['file_name'])
  return { type: 'image', name, captions: [], extra, key: JSON.stringify(id), where }
}

function toCaption(value: unknown, where: string): ImportEvent {
  const annotation = v.safeParse(Annotation, value)
  if (!annotation.success) return skip('record-malformed', where, value)
  const { image_id: id, caption: text } = annotation.output
  const extra = extraOf(value as Extra, ['image_id', 'caption'])
  return { type: 'caption', key: JSON.stringify(id), text, extra, where, record: value }
}
