import type { AdjudicationItem, Caption, ImageFilter } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { RandomStream, shuffled } from '../../base/random'
import { listCaptions } from '../captions/captions'
import { reviewSettings } from '../captions/review-rule'
import { SUGGESTED } from '../captions/suggested'
import { isBlank } from '../core/blank'
import { get, numbers, type ReadDb } from '../core/connection'
import { IMAGE_ROW, type SqlImageRow } from '../images/images'
import { orderedIds } from '../search/image-order'
import { AGREED_OF_IMAGE } from './agreed'

/** Captions that can be chosen, as a condition on a row of `caption`. */
const CANDIDATE = `(caption.status IN ('draft', 'accepted') AND NOT ${SUGGESTED}
  AND NOT ${isBlank('text')})`

const REJECTED = `(caption.status = 'rejected' AND NOT ${isBlank('text')})`

/** Images for which several named people have a caption each that nobody has rejected. */
const CONTESTED = `SELECT image_id AS id FROM caption WHERE ${CANDIDATE}
  GROUP BY image_id HAVING count(DISTINCT CASE WHEN source <> 'model' THEN author END) > 1`

/**
 * Images of a filter to decide on, those whose people agree least first. Throws `filter.invalid`.
 */
export function contestedImages(db: ReadDb, filter: ImageFilter): number[] {
  const contested = new Set(numbers(db, CONTESTED))
  const ids = orderedIds(db, filter, { by: 'agreement', descending: false })
  return [...ids].filter((id) => contested.has(id))
}

/**
 * An image with what is to be decided between; once that is done, with all its captions. As long as it is
 * open, blind annotation hides who wrote them, in an order that tells nothing. Throws `entity.not-found`.
 */
export function adjudicationItem(db: ReadDb, imageId: number): AdjudicationItem {
  const row = get<SqlImageRow & { agreed: number | null }>(
    db,
    `SELECT ${IMAGE_ROW}, ${AGREED_OF_IMAGE} AS agreed FROM image WHERE id = ?`,
    imageId
  )
  if (!row) throw new AppError('entity.not-found', { entity: 'image', id: imageId })
  const open = numbers(db, `SELECT id FROM (${CONTESTED}) WHERE id = ?`, imageId).length > 0
  const wanted = open ? CANDIDATE : `(${CANDIDATE} OR ${REJECTED})`
  const ids = numbers(db, `SELECT id FROM caption WHERE image_id = ? AND ${wanted}`, imageId)
  const captions = listCaptions(db, imageId).filter(({ id }) => ids.includes(id))
  const { id, name, width, height, version, agreed } = row
  const isBlind = open && reviewSettings(db).blind !== 'off'
  return {
    ...{ imageId: id, imageName: name, width, height, version, agreed, open },
    candidates: isBlind ? nameless(captions, imageId) : captions
  }
}

/** Without what tells whose each is, and in an order of chance that stays the same. */
function nameless(captions: readonly Caption[], imageId: number): Caption[] {
  return shuffled(captions.length, 0, RandomStream.adjudication, imageId).flatMap((place) => {
    const caption = captions[place]
    return caption ? [{ ...caption, author: null, reviewer: null, notes: [] }] : []
  })
}
