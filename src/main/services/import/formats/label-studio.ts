import type { CaptionStatus } from '../../../../shared/domain'
import { fieldsOf, type Fields } from '../read/json-look'
import { openRecords, type Where } from './by-records'
import { CAPTION_NAMES } from './choose-columns'
import { extraOf, skip, type CaptionMarks, type CaptionText, type ImportEvent } from './events'
import { imageFrom } from './image-inside'
import { listOf, nameIn, textsIn } from './loose-values'
import type { Opened, Opening } from './opening'

/** Lists of annotations; `completions` are those of versions before 1.0. */
const ANNOTATIONS = ['annotations', 'completions'] as const

/** Whether records are tasks of Label Studio, in its whole or its short form. */
export const isLabelStudio = (records: readonly Fields[]): boolean =>
  records.some(
    (record) =>
      (fieldsOf(record['data']) !== null &&
        [...ANNOTATIONS, 'predictions'].some((name) => name in record)) ||
      ('annotation_id' in record && 'annotator' in record)
  )

/**
 * Tasks of Label Studio with an image and text areas, as its exports JSON and JSON_MIN have them. An
 * annotation is a draft of who completed it, a cancelled one is skipped, a ground truth accepted, and a
 * prediction a suggestion of its model. Texts of a region are none of the whole image; of several text
 * areas those that are called like captions are taken.
 */
export function openLabelStudio(opening: Opening): Opened {
  return openRecords(opening, 'label-studio', toEvent)

  function toEvent(record: Fields, place: Where): ImportEvent {
    const data = fieldsOf(record['data'])
    const reference = imageIn(data ?? record)
    const fallback = `task-${nameIn(record['id']) ?? place.where.replace(/\W+/g, '-')}`
    const image = reference === null ? null : imageFrom([reference], opening.images, fallback)
    if (image === null)
      return skip('field-missing', place.where, record, { ...place, field: 'image' })
    const captions = data ? captionsOf(record) : shortCaptions(record, reference)
    const extra = data ? extraOf(record, ['data', ...ANNOTATIONS, 'predictions', 'drafts']) : null
    return { type: 'image', ...image, captions, extra, key: null, ...place }
  }
}

/** The member of a task that is its image: the one called so, else what ends as images do. */
function imageIn(data: Fields): string | null {
  const texts = Object.entries(data).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string'
  )
  const named = texts.find(([name]) => /^(image|img|photo|picture|url)/i.test(name))
  const byEnding = texts.find(([, text]) => /\.(jpe?g|png|webp|gif|bmp|tiff?)(\?|$)/i.test(text))
  return (byEnding ?? named)?.[1] ?? null
}

function captionsOf(record: Fields): CaptionText[] {
  const annotations = ANNOTATIONS.flatMap((name) => listOf(record[name]))
  // A draft of an annotation is that one on its way.
  const drafts = listOf(record['drafts']).filter(({ annotation }) => nameIn(annotation) === null)
  return [
    ...annotations.flatMap((annotation) => {
      const author = nameIn(annotation['completed_by'])
      const status = stateOf(annotation)
      return textsOf(annotation, { ...(author && { author }), ...(status && { status }) })
    }),
    ...drafts.flatMap((draft) => {
      const author = nameIn(draft['user'])
      return textsOf(draft, author ? { author } : {})
    }),
    ...listOf(record['predictions']).flatMap((prediction) => {
      const author = nameIn(prediction['model_version'])
      return textsOf(prediction, { source: 'model', ...(author && { author }) })
    })
  ]
}

function stateOf(annotation: Fields): CaptionStatus | null {
  const isCancelled = [annotation['was_cancelled'], annotation['skipped']].includes(true)
  if (isCancelled) return 'skipped'
  return annotation['ground_truth'] === true ? 'accepted' : null
}

const textsOf = (annotation: Fields, marks: CaptionMarks): CaptionText[] =>
  areasOf(annotation).map((text) => ({ text, extra: null, marks }))

/** What stands in the text areas of an annotation or a prediction. */
function areasOf(annotation: Fields): string[] {
  const areas = listOf(annotation['result']).flatMap(({ type, from_name: area, value }) => {
    const fields = fieldsOf(value)
    if (type !== 'textarea' || !fields || isRegion(fields)) return []
    return textsIn(fields['text']).map((text) => ({ area: String(area), text }))
  })
  const named = areas.filter(({ area }) => isCaptionName(area))
  return (named.length > 0 ? named : areas).map(({ text }) => text)
}

/** A text area for each region has the place of its region. */
const isRegion = (value: Fields): boolean => ['x', 'points', 'rle'].some((name) => name in value)

const isCaptionName = (name: string): boolean =>
  CAPTION_NAMES.includes(name.toLowerCase()) || /caption|descri|chú.?thích|mô.?tả/iu.test(name)

const NOT_A_CAPTION = /^(id|annotator|annotation_id|created_at|updated_at|lead_time|agreement)$/i

/**
 * The short form has each text area as a member of its own, beside what the task holds: one text, or
 * an object with several.
 */
function shortCaptions(record: Fields, image: string | null): CaptionText[] {
  const author = nameIn(record['annotator'])
  const areas = Object.entries(record).filter(
    ([name, value]) => !NOT_A_CAPTION.test(name) && value !== image
  )
  const named = areas.filter(([name]) => isCaptionName(name))
  return (named.length > 0 ? named : areas).flatMap(([, value]) =>
    shortTexts(value).map((text) => ({ text, extra: null, marks: author ? { author } : {} }))
  )
}

const shortTexts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).flatMap((one) => {
    const area = fieldsOf(one)
    return area && !isRegion(area) ? textsIn(area['text']) : textsIn(one)
  })
