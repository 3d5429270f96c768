import * as v from 'valibot'
import type { JsonElement } from '../read/json-elements'
import type { TextSource } from '../read/text-source'
import { extraOf, type Extra, type ImportEvent, type ImportEvents } from './events'
import { readJsonFile } from './json-file'
import { ImageName, OneOrMore, skipFault, skipIssue } from './record-fields'

const Record = v.looseObject({ id: ImageName, captions: OneOrMore })

/**
 * A vieCap4H list of `{ id, captions }` with one caption a line: `train_captions.json`, or a
 * submission or its template, whose captions are empty. Throws `import.bad-json`,
 * `import.cut-short` or `import.wrong-shape`.
 */
export async function* readViecap4h(source: TextSource): ImportEvents {
  for await (const elements of readJsonFile(source, 'viecap4h', { list: true })) {
    yield elements.map(toEvent)
  }
}

function toEvent({ index, line, value, fault }: JsonElement): ImportEvent {
  const where = `record ${(index ?? 0) + 1}`
  if (fault) return skipFault(fault, { where, line })
  const record = v.safeParse(Record, value)
  if (!record.success) return skipIssue(record.issues, { where, line }, value)
  const { id, captions } = record.output
  return {
    type: 'image',
    name: id,
    captions: captions.flatMap(toLines).map((text) => ({ text, extra: null })),
    extra: extraOf(value as Extra, ['id', 'captions']),
    key: null,
    where,
    line
  }
}

const toLines = (text: string): string[] => (text === '' ? [] : text.split('\n'))
