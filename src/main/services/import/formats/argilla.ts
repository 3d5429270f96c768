import type { CaptionStatus } from '../../../../shared/domain'
import { fieldsOf, recordsAmong, type Fields } from '../read/json-look'
import { openRecords, type Where } from './by-records'
import { extraOf, skip, type CaptionText, type ImportEvent } from './events'
import { imageFrom } from './image-inside'
import { listOf, nameIn, textsIn } from './loose-values'
import type { Opened, Opening } from './opening'

/** Whether records are those of Argilla: fields with responses or suggestions to them. */
export const isArgilla = (records: readonly Fields[]): boolean =>
  records.some(
    (record) =>
      isFlat(record) ||
      (fieldsOf(record['fields']) !== null && ('responses' in record || 'suggestions' in record))
  )

const STATES: Readonly<Record<string, CaptionStatus>> = {
  submitted: 'accepted',
  discarded: 'rejected',
  draft: 'draft'
}

/**
 * Records of Argilla, of version 1 and 2, nested or flat. A response is a caption of its user: accepted
 * where it was submitted, rejected where it was discarded; where that is not said, as the record is
 * completed or not. A suggestion is one of its agent. An image of version 2 comes inside the record.
 */
export function openArgilla(opening: Opening): Opened {
  return openRecords(opening, 'argilla', toEvent)

  function toEvent(record: Fields, place: Where): ImportEvent {
    const { fields, metadata, responses, suggestions, rest } = isFlat(record)
      ? nested(record)
      : {
          fields: fieldsOf(record['fields']) ?? {},
          metadata: fieldsOf(record['metadata']) ?? {},
          responses: record['responses'],
          suggestions: record['suggestions'],
          rest: extraOf(record, ['fields', 'responses', 'suggestions', 'vectors', 'status'])
        }
    const references = [fields, metadata].flatMap(imagesIn)
    const fallback = `record-${nameIn(record['id']) ?? place.where.replace(/\W+/g, '-')}`
    const image = imageFrom(references, opening.images, fallback)
    if (image === null)
      return skip('field-missing', place.where, record, { ...place, field: 'image' })
    const completed = record['status'] === 'completed' ? 'submitted' : undefined
    const captions = [...responsesOf(responses, completed), ...suggestionsOf(suggestions)]
    return { type: 'image', ...image, captions, extra: rest, key: null, ...place }
  }
}

/** Members of a flat record, behind the name of their question. */
const FLAT = /^(.+)\.(responses|suggestion)(?:\.(users|status|agent|score))?$/

const isFlat = (record: Fields): boolean =>
  Object.keys(record).some((name) => FLAT.test(name)) && !('fields' in record)

/** A flat record as a nested one: fields and metadata stand beside each other. */
function nested(record: Fields) {
  const others = Object.entries(record).filter(([name]) => !FLAT.test(name))
  const questions = new Set(Object.keys(record).flatMap((name) => FLAT.exec(name)?.[1] ?? []))
  const responses: Fields = {}
  const suggestions: Fields = {}
  for (const question of questions) {
    const own = (member: string): unknown => record[`${question}.${member}`]
    const at = (member: string, index: number): unknown => {
      const list = own(member)
      return Array.isArray(list) ? list[index] : undefined
    }
    const values = own('responses')
    responses[question] = (Array.isArray(values) ? values : []).map((value: unknown, index) => ({
      value,
      user_id: at('responses.users', index),
      status: at('responses.status', index)
    }))
    suggestions[question] = { value: own('suggestion'), agent: own('suggestion.agent') }
  }
  const fields = Object.fromEntries(others)
  const isImage = new Set(imagesIn(fields))
  const kept = others.filter(
    ([name, value]) => name !== 'status' && !(typeof value === 'string' && isImage.has(value))
  )
  const rest = kept.length > 0 ? Object.fromEntries(kept) : null
  return { fields, metadata: {}, responses, suggestions, rest }
}

/** Members that are images, by their name or what they say; an image may be there itself. */
const imagesIn = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value : fieldsOf(value)?.['path']
    if (typeof text !== 'string') return []
    const isImage =
      /image|file|photo|picture/i.test(name) || /^data:image\/|\.(jpe?g|png|webp|gif)$/i.test(text)
    return isImage ? [text] : []
  })

/** `{ question: [{ value, user_id, status }] }`, or `[{ user_id, status, values: { question: { value } } }]`. */
function responsesOf(responses: unknown, unsaid: string | undefined): CaptionText[] {
  const answers = Array.isArray(responses)
    ? listOf(responses).flatMap((response) =>
        Object.values(fieldsOf(response['values']) ?? {}).map((answer) => ({
          response,
          value: fieldsOf(answer)?.['value']
        }))
      )
    : Object.values(fieldsOf(responses) ?? {}).flatMap((list) =>
        listOf(list).map((response) => ({ response, value: response['value'] }))
      )
  return answers.flatMap(({ response, value }) => {
    const author = nameIn(response['user_id'])
    const status = STATES[nameIn(response['status']) ?? unsaid ?? '']
    const marks = { ...(author && { author }), ...(status && { status }) }
    return textsIn(value).map((text) => ({ text, extra: null, marks }))
  })
}

/** `{ question: { value, agent } }`, or `[{ question_name, value, agent }]`. */
function suggestionsOf(suggestions: unknown): CaptionText[] {
  const all = Array.isArray(suggestions)
    ? listOf(suggestions)
    : recordsAmong(Object.values(fieldsOf(suggestions) ?? {}))
  return all.flatMap(({ value, agent }) => {
    const author = nameIn(agent)
    const marks = { source: 'model' as const, ...(author && { author }) }
    return textsIn(value).map((text) => ({ text, extra: null, marks }))
  })
}
