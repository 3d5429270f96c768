import * as v from 'valibot'
import { AppError } from '../../../../shared/errors'
import { ImageName, OneOrMore } from './caption-fields'
import { parseJson } from './parse-json'
import { skip, type ParsedImages } from './parsed'

const Record = v.object({ id: ImageName, captions: OneOrMore })

/**
 * A vieCap4H list of `{ id, captions }` with one caption a line: `train_captions.json`, or a
 * submission template, whose captions are empty. Throws `import.bad-json` or `import.wrong-shape`.
 */
export function parseViecap4h(text: string, path: string): ParsedImages {
  const list = parseJson(text, path)
  if (!Array.isArray(list)) throw new AppError('import.wrong-shape', { path, format: 'viecap4h' })
  const parsed: ParsedImages = { records: [], skipped: [] }
  for (const [index, item] of list.entries()) {
    const where = `record ${index + 1}`
    const record = v.safeParse(Record, item)
    if (record.success) {
      const { id, captions } = record.output
      parsed.records.push({ image: id, captions: captions.flatMap(toLines), where })
    } else {
      parsed.skipped.push(skip('record-malformed', where, item))
    }
  }
  return parsed
}

const toLines = (text: string): string[] => (text === '' ? [] : text.split('\n'))
