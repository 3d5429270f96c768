import { textAgreement, type PersonText } from '../../base/text-agreement'
import { isBlank } from '../core/blank'

/** What somebody wrote in deciding between the captions of others is no caption beside theirs. */
const OF_ADJUDICATION = `EXISTS (
  SELECT 1 FROM revision JOIN change_group ON change_group.id = group_id
  WHERE entity = 'caption' AND entity_id = caption.id AND before IS NULL AND kind = 'adjudicate')`

/**
 * Captions that named people wrote, as a condition on a row of `caption`: also those that were rejected
 * since, as an adjudication rejects all but one.
 */
export const OF_PEOPLE = `(author IS NOT NULL AND source <> 'model' AND caption.status <> 'skipped'
  AND conflicts_with IS NULL AND NOT ${isBlank('text')} AND NOT ${OF_ADJUDICATION})`

const AGREED = 'text_agreement(json_group_array(json_array(author, text)))'

/** Images that several people captioned, and how alike their captions are, 0 to 1. */
export const AGREED_IMAGES = `SELECT image_id AS id, ${AGREED} AS agreed FROM caption
  WHERE ${OF_PEOPLE} GROUP BY image_id HAVING count(DISTINCT author) > 1`

/** The same of a row of `image`; null for others. */
export const AGREED_OF_IMAGE = `(SELECT ${AGREED} FROM caption
  WHERE image_id = image.id AND ${OF_PEOPLE})`

/** Images whose agreement is kept: a caption of two lines takes 0.2 kB. */
const KEPT = 50_000

/** `textAgreement` for SQL, of a JSON list of pairs of author and text; the last ones are remembered. */
export function textAgreementMemo(): (json: string) => number | null {
  const known = new Map<string, number | null>()
  return (json) => {
    let value = known.get(json)
    if (value !== undefined) return value
    const captions = (JSON.parse(json) as [string, string][]).map(([person, text]): PersonText => ({
      person,
      text
    }))
    value = textAgreement(captions)
    if (known.size >= KEPT) known.clear()
    known.set(json, value)
    return value
  }
}
