import type { Fields } from '../read/json-look'
import { readLines } from '../read/lines'
import type { ImportEvent, ImportEvents } from './events'
import { lineEvent, readList } from './jsonl'
import { openFile, type Opened, type Opening } from './opening'

/** Where a record stands: by its line alone, or by its number and line. */
export interface Where {
  where: string
  line?: number
}

/**
 * Reads a file of records of another tool, as a JSON list or a record a line, each as `toEvent` makes
 * it. Throws as {@link readList}.
 */
export function openRecords(
  opening: Opening,
  format: string,
  toEvent: (record: Fields, place: Where) => ImportEvent
): Opened {
  const { json } = opening.look
  if (json?.root !== 'lines' && !(json?.root === 'object' && json.byLine)) {
    return openFile(opening, (source) => readList(source, format, toEvent))
  }
  return openFile(opening, async function* (source): ImportEvents {
    for await (const lines of readLines(source.chunks())) {
      yield lines.flatMap((line) => lineEvent(line, (row, where) => toEvent(row, { where })))
    }
  })
}
