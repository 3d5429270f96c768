import * as v from 'valibot'
import { CaptionChoice } from '../../../shared/domain'
import { readNames } from '../../../shared/name-list'
import { ADJUDICATED } from '../agreement/adjudicated'
import { isBlank } from '../core/blank'
import type { SqlValue } from '../core/connection'
import { joinConditions, type Condition } from '../search/filter-sql'
import { SUGGESTED } from './suggested'

/**
 * What people say of an image, as a condition on a row of `caption`: neither blank nor rejected nor
 * skipped, nor a model's own unless a person accepted it.
 */
export const USABLE = `(NOT ${isBlank('caption.text')}
  AND (caption.status = 'accepted' OR (caption.status = 'draft' AND NOT ${SUGGESTED})))`

/** An order of an image's usable captions: those first that were looked at most closely. */
export const BEST_FIRST = `${ADJUDICATED} DESC, caption.status = 'accepted'
    AND caption.reviewer IS NOT NULL AND caption.reviewer IS NOT caption.author DESC,
  caption.status = 'accepted' DESC, caption.position, caption.id`

const STATES: Record<CaptionChoice['captionState'], string> = {
  usable: USABLE,
  accepted: `(${USABLE} AND caption.status = 'accepted')`,
  adjudicated: `(${USABLE} AND ${ADJUDICATED})`
}

/** The captions of a row of `image` that a choice takes, as a condition on a row of `caption`. */
export function captionCondition(choice: Partial<CaptionChoice>): Condition {
  const { captionState, captionAuthors, captionReviewers, captionsPerImage } = {
    ...v.getDefaults(CaptionChoice),
    ...choice
  }
  const taken = joinConditions('and', [
    { sql: STATES[captionState], params: [] },
    ...among('caption.author', captionAuthors),
    ...among('caption.reviewer', captionReviewers)
  ])
  if (captionsPerImage === 0) return taken
  return {
    sql: `caption.id IN (SELECT caption.id FROM caption
      WHERE caption.image_id = image.id AND ${taken.sql} ORDER BY ${BEST_FIRST} LIMIT ?)`,
    params: [...taken.params, captionsPerImage]
  }
}

function among(column: string, list: string): Condition[] {
  const names = readNames(list)
  if (names.length === 0) return []
  const params: SqlValue[] = [JSON.stringify(names)]
  return [{ sql: `${column} IN (SELECT value FROM json_each(?))`, params }]
}
