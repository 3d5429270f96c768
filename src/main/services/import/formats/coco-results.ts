import * as v from 'valibot'
import type { Fields } from '../read/json-look'
import { findCocoNames, type CocoNames } from './coco-names'
import { extraOf, skip, type ImportEvent, type ImportEvents } from './events'
import { readList } from './jsonl'
import { openFile, type Opened, type Opening } from './opening'
import { IdKey, skipIssue } from './record-fields'

const Result = v.looseObject({ image_id: IdKey, caption: v.string() })

/**
 * COCO results, `[{ "image_id": 1, "caption": "..." }]`: what a model wrote, which comes in as its
 * suggestions. Which image an id is says the COCO file of those images, or the id itself where it is
 * the name of a file. Throws as {@link findCocoNames} and {@link readList}.
 */
export async function openCocoResults(opening: Opening): Promise<Opened> {
  const { look, beside, images, signal } = opening
  const ids = (look.json?.records ?? []).flatMap(({ image_id: id }) => keyOf(id) ?? [])
  const names = await findCocoNames(look.path, { ids, wanted: beside, signal })
  const nameOf = (key: string): string | null => {
    const own = String(JSON.parse(key))
    return names?.names.get(key) ?? images.find(own) ?? (/\.\w{3,4}$/.test(own) ? own : null)
  }
  return openFile(opening, (source) => withNames(readList(source, 'coco-results', toEvent), names))

  function toEvent(record: Fields, place: { where: string; line: number }): ImportEvent {
    const result = v.safeParse(Result, record)
    if (!result.success) return skipIssue(result.issues, place, record)
    const { image_id: key, caption: text } = result.output
    const name = nameOf(key)
    if (name === null) return skip('id-unknown', place.where, record, { line: place.line })
    const extra = extraOf(record, ['image_id', 'caption'])
    const captions = [{ text, extra, marks: { source: 'model' as const } }]
    return { type: 'image', name, captions, extra: null, key: null, ...place }
  }
}

const keyOf = (id: unknown): string | null => {
  const key = v.safeParse(IdKey, id)
  return key.success ? key.output : null
}

async function* withNames(events: ImportEvents, names: CocoNames | null): ImportEvents {
  if (names) yield [{ type: 'taken', taken: { beside: names.path } }]
  yield* events
}
