import * as v from 'valibot'
import type { TextSource } from '../read/text-source'
import { extraOf, type Extra, type ImportEvent, type ImportEvents } from './events'
import { readJsonFile } from './json-file'
import { OneOrMore, skipFault, skipIssue } from './record-fields'

const Record = v.looseObject({ captions: OneOrMore })

/**
 * UIT-OpenViIC's object: `{ "x.jpg": { "captions": [...] } }`, a member an image. Throws as
 * {@link readJsonFile}.
 */
export async function* readOpenViic(source: TextSource): ImportEvents {
  for await (const elements of readJsonFile(source, 'openviic', { list: false })) {
    yield elements.flatMap(({ key, index, line, value, fault }): ImportEvent[] => {
      if (key === null || (index !== null && index > 0)) return []
      const place = { where: key, line }
      if (fault) return [skipFault(fault, place)]
      const record = v.safeParse(Record, value)
      if (!record.success) return [skipIssue(record.issues, place, value)]
      const captions = record.output.captions.map((text) => ({ text, extra: null }))
      const extra = extraOf(value as Extra, ['captions'])
      return [{ type: 'image', name: key, captions, extra, key: null, ...place }]
    })
  }
}
