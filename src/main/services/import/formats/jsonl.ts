import * as v from 'valibot'
import type { ImportColumns } from '../../../../shared/domain'
import { readLines, type Line } from '../read/lines'
import type { TextSource } from '../read/text-source'
import { ImageName, OneOrMore } from './caption-fields'
import {
  extraOf,
  skip,
  type CaptionText,
  type Extra,
  type ImportEvent,
  type ImportEvents
} from './events'

const Row = v.record(v.string(), v.unknown())
const Name = v.optional(ImageName)
const Captions = v.optional(OneOrMore, [])

/** Fields that the workbench writes itself; a file's own of such a name is kept under another. */
const OURS = ['image', 'caption', 'captions']

/**
 * JSON lines of `{ image, caption }` or `{ image, captions: [...] }`; blank lines are allowed. The
 * picture's field may also be called `id`, as in files that follow vieCap4H, or `file_name`, or
 * what `columns` says, and so may the caption's. Further fields are kept: those of a line with one
 * `caption` beside that, others beside the picture.
 */
export async function* readJsonl(source: TextSource, columns: ImportColumns): ImportEvents {
  let first = true
  for await (const lines of readLines(source.chunks())) {
    const events = lines.flatMap((line) => toEvent(line, columns))
    if (first && lines[0]?.text) {
      const names = fieldsOf(lines[0].text)
      const used = { image: imageField(names, columns), caption: columns.caption ?? 'caption' }
      events.unshift({ type: 'columns', names, used, others: [] })
      first = false
    }
    yield events
  }
}

const IMAGE_FIELDS = ['image', 'id', 'file_name']

const imageField = (names: readonly string[], { image }: ImportColumns): string =>
  image ?? IMAGE_FIELDS.find((name) => names.includes(name)) ?? 'image'

function toEvent({ number, text }: Line, columns: ImportColumns): ImportEvent[] {
  const where = `line ${number}`
  if (text === null) return [skip('record-too-long', where, '')]
  if (text.trim() === '') return []
  const row = parseRow(text)
  const event = row && toImage(row, columns, where)
  return [event ?? skip('line-malformed', where, text)]
}

function toImage(row: Extra, columns: ImportColumns, where: string): ImportEvent | null {
  const own = (name: string) => (Object.hasOwn(row, name) ? row[name] : undefined)
  const field = imageField(Object.keys(row), columns)
  const fields = columns.caption === undefined ? ['caption', 'captions'] : [columns.caption]
  const name = v.safeParse(Name, own(field))
  const texts = fields.map((caption) => v.safeParse(Captions, own(caption)))
  if (!name.success || name.output === undefined) return null
  if (!texts.every((text) => text.success)) return null
  const extra = keptFields(row, [field, ...fields])
  const captions = texts.flatMap((text) => text.output)
  const beside = captions.length === 1 && typeof own(fields[0] ?? '') === 'string'
  return {
    type: 'image',
    name: name.output,
    captions: captions.map((text): CaptionText => ({ text, extra: beside ? extra : null })),
    extra: beside ? null : extra,
    key: null,
    where
  }
}

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

function parseRow(line: string): Extra | null {
  try {
    const row = v.safeParse(Row, JSON.parse(line))
    return row.success ? row.output : null
  } catch {
    return null
  }
}

const fieldsOf = (line: string): string[] => Object.keys(parseRow(line) ?? {})
