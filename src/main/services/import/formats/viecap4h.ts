import * as v from 'valibot'
import type { TextSource } from '../read/text-source'
import { ImageName, OneOrMore } from './caption-fields'
import { extraOf, skip, type Extra, type ImportEvent, type ImportEvents } from './events'
import { readJsonFile } from './json-file'

const Record = v.looseObject({ id: ImageName, captions: OneOrMore })

/**
 * A vieCap4H list of `{ id, captions }` with one caption a line: `train_captions.json`, or a
 * submission or its template, whose captions are empty. Throws `import.bad-json` or
 * `import.wrong-shape`.
 */
export async function* readViecap4h(source: TextSource): ImportEvents {
  for await (const elements of readJsonFile(source, 'viecap4h', { list: true })) {
    yield elements.map(({ index, value }) => toEvent(value, `record ${(index ?? 0) + 1}`))
  }
}

function toEvent(value: unknown, where: string): ImportEvent {
  const record = v.safeParse(Record, value)
  if (!record.success) return skip('record-malformed', where, value)
  const { id, captions } = record.output
  return {
    type: 'image',
    name: id,
    captions: captions.flatMap(toLines).map((text) => ({ text, extra: null })),
    extra: extraOf(value as Extra, ['id', 'captions']),
    key: null,
    where
  }
}

const toLines = (text: string): string[] => (text === '' ? [] : text.split('\n'))
