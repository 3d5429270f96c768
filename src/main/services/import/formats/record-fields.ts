import * as v from 'valibot'
import { isRawNumber, type RawNumber } from '../../../base/exact-json'
import type { RecordFault } from '../read/json-record'
import { skip, type SkipEvent } from './events'

/** A number of any size and form as the text that it is written with. */
const Digits = v.pipe(
  v.custom<RawNumber>(isRawNumber),
  v.transform(({ rawJSON }) => {
    const value = Number(rawJSON)
    // `1.0` is the number 1 also where another record has it so.
    return Number.isSafeInteger(value) ? String(value) : rawJSON
  })
)

/** An image's name; a bare whole number is taken as its digits. */
export const ImageName = v.union([
  v.string(),
  v.pipe(v.number(), v.integer(), v.transform(String)),
  v.pipe(Digits, v.regex(/^-?\d+$/))
])

/** One caption, or a list of them. */
export const OneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((captions) => (typeof captions === 'string' ? [captions] : captions))
)

/** An id by which records of a file name one another, as a key that two different ids never share. */
export const IdKey = v.union([
  v.pipe(v.string(), v.transform(JSON.stringify as (text: string) => string)),
  v.pipe(v.number(), v.transform(String)),
  Digits
])

/** Where a record stands in a JSON file. */
export interface RecordPlace {
  where: string
  line: number
}

/** A record whose text is not valid, with line and field of the fault. */
export const skipFault = (
  { reason, linesBefore, field, what }: RecordFault,
  { where, line }: RecordPlace
): SkipEvent =>
  skip(reason, where, what, { line: line + linesBefore, ...(field !== null && { field }) })

/** A record that is not as its format has it, with the field that the first issue names. */
export function skipIssue(
  [issue]: readonly [v.BaseIssue<unknown>, ...v.BaseIssue<unknown>[]],
  { where, line }: Pick<RecordPlace, 'where'> & Partial<RecordPlace>,
  record: unknown
): SkipEvent {
  const [first] = issue.path ?? []
  const place = line === undefined ? {} : { line }
  if (!first) return skip('record-malformed', where, record, place)
  const isMissing = first.value === undefined
  const field = String(first.key)
  return skip(isMissing ? 'field-missing' : 'field-wrong', where, record, { ...place, field })
}
