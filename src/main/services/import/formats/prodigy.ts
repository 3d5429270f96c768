import { parse } from 'node:path/posix'
import type { CaptionStatus } from '../../../../shared/domain'
import { fieldsOf, type Fields } from '../read/json-look'
import { openRecords, type Where } from './by-records'
import { CAPTION_NAMES } from './choose-columns'
import { extraOf, skip, type CaptionText, type ImportEvent } from './events'
import { imageFrom } from './image-inside'
import { nameIn, textsIn } from './loose-values'
import type { Opened, Opening } from './opening'

/** Whether records are those of Prodigy, which gives each a hash and an answer. */
export const isProdigy = (records: readonly Fields[]): boolean =>
  records.some((record) => '_task_hash' in record || '_input_hash' in record)

const STATES: Readonly<Record<string, CaptionStatus>> = {
  accept: 'accepted',
  reject: 'rejected',
  ignore: 'skipped'
}

/** What a text field is called that was given no name. */
const UNNAMED = 'user_input'

/** What was in the field before: a model's caption that a person was to correct. */
const BEFORE = 'orig_caption'

/**
 * Records of Prodigy: an image, a caption, and the answer of an annotator. The image is the file that
 * the record, its `path` or its `meta` name, or stands in the record itself. A `text` that is the
 * file's name is no caption, and what a model had suggested comes as its suggestion.
 */
export function openProdigy(opening: Opening): Opened {
  return openRecords(opening, 'prodigy', toEvent)

  function toEvent(record: Fields, place: Where): ImportEvent {
    const meta = fieldsOf(record['meta']) ?? {}
    const references = textsIn([
      record['image'],
      record['path'],
      meta['path'],
      meta['file'],
      meta['image']
    ])
    const fallback = `task-${nameIn(record['_input_hash']) ?? place.where.replace(/\W+/g, '-')}`
    const image = imageFrom(references, opening.images, fallback)
    if (image === null)
      return skip('field-missing', place.where, record, { ...place, field: 'path' })
    const captionsIn = (name: string) =>
      textsIn(record[name]).filter((text) => !isNameOf(text, image.name))
    const field = [...CAPTION_NAMES, UNNAMED].find((name) => captionsIn(name).length > 0)
    const author = nameIn(record['_annotator_id']) ?? nameIn(record['_session_id'])
    const status = STATES[String(record['answer'])]
    const marks = { ...(author && { author }), ...(status && { status }) }
    const texts = field === undefined ? [] : captionsIn(field)
    const before = textsIn(record[BEFORE]).filter((text) => !texts.includes(text))
    const captions: CaptionText[] = [
      ...texts.map((text) => ({ text, extra: null, marks })),
      ...before.map((text) => ({ text, extra: null, marks: { source: 'model' as const } }))
    ]
    const read = ['image', 'answer', BEFORE, ...(field === undefined ? [] : [field])]
    return { type: 'image', ...image, captions, extra: extraOf(record, read), key: null, ...place }
  }
}

/** Whether a text is the name of an image's file, which the loader of images puts into `text`. */
const isNameOf = (text: string, image: string): boolean => {
  const { base, name } = parse(image)
  return [base, name].includes(text)
}
