import * as v from 'valibot'
import type { ImportColumns } from '../../../../shared/domain'
import { IMAGE_NAME } from '../../../../shared/image-name'
import type { ImageFinder } from '../image-probe'
import { recordOf, type Fields } from '../read/json-look'
import { parseRecord } from '../read/json-record'
import { readLines, type Line } from '../read/lines'
import type { TextSource } from '../read/text-source'
import { findCaptionColumn, findImageColumn } from './choose-columns'
import {
  extraOf,
  skip,
  type CaptionText,
  type Extra,
  type ImportEvent,
  type ImportEvents
} from './events'
import { readJsonFile } from './json-file'
import { ImageName, OneOrMore, skipFault, type RecordPlace } from './record-fields'

const Row = v.record(v.string(), v.unknown())
const Name = v.optional(ImageName)
const Captions = v.optional(OneOrMore, [])

/** Fields that the workbench writes itself; a file's own of such a name is kept under another. */
const OURS = ['image', 'caption', 'captions']

/** Fields that may name the image, in the order of preference. */
export const IMAGE_FIELDS = ['image', 'id', 'file_name']

/** Which fields of records are read. */
export interface RecordFields {
  names: string[]
  /** Those that name the image, the likeliest first, and those with captions. */
  image: string[]
  captions: string[]
  images: ImageFinder
}

/**
 * The fields that are read, by the first records: those that `columns` names; else the field whose
 * values are images, and `caption` and `captions`, or where no record has them the field that is
 * called as captions are, or has most words.
 */
export function findFields(
  records: readonly Fields[],
  columns: ImportColumns,
  images: ImageFinder
): RecordFields {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const fields = names.map((name) => ({ name, values: textsOf(records, name) }))
  const byValue = names[findImageColumn(fields, images)]
  const image =
    columns.image === undefined
      ? [...new Set([...(byValue === undefined ? [] : [byValue]), ...IMAGE_FIELDS])]
      : [columns.image]
  return { names, image, captions: captionFields(), images }

  function captionFields(): string[] {
    if (columns.caption !== undefined) return [columns.caption]
    const usual = ['caption', 'captions']
    if (usual.some((name) => names.includes(name))) return usual
    const taken = image.map((name) => names.indexOf(name))
    const found = names[findCaptionColumn(fields, taken)]
    return found === undefined ? usual : [found]
  }
}

/** What a field holds that may be a name or a caption, or a list of such. */
const textsOf = (records: readonly Fields[], name: string): string[] =>
  records.flatMap((record) => {
    const value = Object.hasOwn(record, name) ? record[name] : undefined
    const values: unknown[] = Array.isArray(value) ? value : [value]
    return values.filter((one) => typeof one === 'string' || typeof one === 'number').map(String)
  })

/** What a reader says of the fields that it reads. */
export const fieldsEvent = ({ names, image, captions }: RecordFields): ImportEvent => {
  const [caption = 'caption'] = captions.filter((name) => names.includes(name))
  const first = image.find((name) => names.includes(name)) ?? 'image'
  return { type: 'columns', names, used: { image: first, caption }, others: [] }
}

/**
 * JSON lines of `{ image, caption }` or `{ image, captions: [...] }`; blank lines are allowed, and so
 * are the commas and brackets of a list that has a record on each line. Further fields are kept:
 * those of a line with one `caption` beside that, others beside the image.
 */
export async function* readJsonl(source: TextSource, fields: RecordFields): ImportEvents {
  yield [fieldsEvent(fields)]
  for await (const lines of readLines(source.chunks())) {
    yield lines.flatMap((line) => lineEvent(line, (row, where) => toImage(row, fields, { where })))
  }
}

/** A line of JSON lines as `toEvent` makes it of its record, or why it is passed over. */
export function lineEvent(
  { number, text }: Line,
  toEvent: (record: Fields, where: string) => ImportEvent
): ImportEvent[] {
  const where = `line ${number}`
  if (text === null) return [skip('record-too-long', where, '')]
  const record = recordOf(text)
  if (record === '') return []
  const parsed = parseRecord(record)
  if (parsed.fault) {
    const { reason, field, what } = parsed.fault
    return [skip(reason, where, what, field === null ? {} : { field })]
  }
  const row = v.safeParse(Row, parsed.value)
  const isRecord = row.success && !Array.isArray(parsed.value)
  return [isRecord ? toEvent(row.output, where) : skip('record-malformed', where, text)]
}

/** The same records as a JSON list, or one of them as the whole file. */
export async function* readRecordList(source: TextSource, fields: RecordFields): ImportEvents {
  yield [fieldsEvent(fields)]
  const toEvent = (row: Fields, place: RecordPlace) => toImage(row, fields, place)
  yield* readList(source, 'jsonl', toEvent)
}

/**
 * A JSON list of records, or one record as the whole file, as `toEvent` makes them. Throws as
 * {@link readJsonFile}.
 */
export async function* readList(
  source: TextSource,
  format: string,
  toEvent: (record: Fields, place: RecordPlace) => ImportEvent
): ImportEvents {
  const single = new Map<string, unknown>()
  let faults = 0
  for await (const elements of readJsonFile(source, format, { list: null })) {
    yield elements.flatMap(({ key, index, line, value, fault }): ImportEvent[] => {
      const place = { where: `record ${key === null ? (index ?? 0) + 1 : 1}`, line }
      if (fault && key !== null) faults += 1
      if (fault) return [skipFault(key === null ? fault : { ...fault, field: key }, place)]
      if (key !== null) {
        const before = single.get(key)
        if (index === null || !Array.isArray(before))
          single.set(key, index === null ? value : [value])
        else before.push(value)
        return []
      }
      const row = v.safeParse(Row, value)
      if (row.success && !Array.isArray(value)) return [toEvent(row.output, place)]
      return [skip('record-malformed', place.where, value, { line })]
    })
  }
  if (faults === 0 && single.size > 0) {
    yield [toEvent(Object.fromEntries(single), { where: 'record 1', line: 1 })]
  }
}

function toImage(
  row: Extra,
  fields: RecordFields,
  place: Pick<RecordPlace, 'where'> & Partial<RecordPlace>
): ImportEvent {
  const { where, line } = place
  const own = (name: string) => (Object.hasOwn(row, name) ? row[name] : undefined)
  const field = fields.image.find((name) => own(name) !== undefined) ?? fields.image[0] ?? 'image'
  const { captions: read } = fields
  const name = v.safeParse(Name, own(field))
  const texts = read.map((caption) => v.safeParse(Captions, own(caption)))
  const at = line === undefined ? {} : { line }
  const wrong = (missing: string): ImportEvent =>
    skip(own(missing) === undefined ? 'field-missing' : 'field-wrong', where, row, {
      ...at,
      field: missing
    })
  if (!name.success || name.output === undefined) return wrong(field)
  const bad = texts.findIndex((text) => !text.success)
  if (bad >= 0) return wrong(read[bad] ?? '')
  const extra = keptFields(row, [field, ...read])
  const captions = texts.flatMap((text) => (text.success ? text.output : []))
  const beside = captions.length === 1 && typeof own(read[0] ?? '') === 'string'
  return {
    type: 'image',
    name: nameOf(name.output, fields.images),
    captions: captions.map((text): CaptionText => ({ text, extra: beside ? extra : null })),
    extra: beside ? null : extra,
    key: null,
    where,
    ...at
  }
}

/** The image that a field names, which may lack its ending. */
const nameOf = (name: string, images: ImageFinder): string =>
  IMAGE_NAME.test(name) ? name : (images.find(name) ?? name)

function keptFields(row: Extra, read: readonly string[]): Extra | null {
  const extra = extraOf(row, read)
  if (!extra || !OURS.some((name) => Object.hasOwn(extra, name))) return extra
  return Object.fromEntries(
    Object.entries(extra).map(([name, value]) => [
      OURS.includes(name) ? `${name} (2)` : name,
      value
    ])
  )
}
