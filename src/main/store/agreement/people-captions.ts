import type { CaptionedByPeople, Judgement } from '../../../shared/engine-protocol'
import { iterate, type ReadDb } from '../core/connection'
import { OF_PEOPLE } from './agreed'

/** The captions of people by image. */
export function* scanPeopleCaptions(db: ReadDb): Generator<CaptionedByPeople, void> {
  const rows = iterate<{ captions: string }>(
    db,
    `SELECT json_group_array(json_array(author, text)) AS captions FROM caption
     WHERE ${OF_PEOPLE} GROUP BY image_id`
  )
  for (const { captions } of rows) {
    const list = JSON.parse(captions) as [string, string][]
    yield { kind: 'image', captions: list.map(([person, text]) => ({ person, text })) }
  }
}

/**
 * What people made of captions that others wrote, oldest first: a state that somebody gave to a text, or
 * found right in going through an evaluation. History has no other mark of a state that somebody looked
 * at and left as it was. To reject a caption in favour of another is no judgement of it.
 */
export function* scanJudgements(db: ReadDb): Generator<Judgement, void> {
  const rows = iterate<{ unit: string; person: string; state: string }>(
    db,
    `SELECT entity_id || ' ' || (after ->> 'text') AS unit, substr(actor, length('person:') + 1) AS person,
       after ->> 'status' AS state
     FROM revision JOIN change_group ON change_group.id = group_id
     WHERE entity = 'caption' AND actor LIKE 'person:_%' AND kind <> 'adjudicate'
       AND after ->> 'author' IS NOT substr(actor, length('person:') + 1) AND change_group.state IN ('done', 'fixed')
       AND after ->> 'status' IN ('accepted', 'rejected', 'skipped')
       AND ((before ->> 'status' IS NOT after ->> 'status' AND before ->> 'text' = after ->> 'text')
         OR after ->> 'found_right' = 1)
     ORDER BY revision.id`
  )
  for (const row of rows) yield { kind: 'judgement', ...row }
}
