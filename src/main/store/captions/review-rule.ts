import type { Blind, CaptionStatus, ReviewSettings } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { get, run, transaction, type ReadDb, type WriteDb } from '../core/connection'
import type { Mutation } from '../core/history'

export function reviewSettings(db: ReadDb): ReviewSettings {
  const kept = get<{ otherReviewer: number; blind: Blind }>(
    db,
    'SELECT other_reviewer AS otherReviewer, blind FROM review_settings'
  )
  return { otherReviewer: kept?.otherReviewer === 1, blind: kept?.blind ?? 'off' }
}

export function setReviewSettings(
  db: WriteDb,
  { otherReviewer, blind }: ReviewSettings
): ReviewSettings {
  transaction(db, () =>
    run(
      db,
      'INSERT OR REPLACE INTO review_settings (id, other_reviewer, blind) VALUES (1, ?, ?)',
      otherReviewer ? 1 : 0,
      blind
    )
  )
  return reviewSettings(db)
}

/** Whether somebody reviews what others write, by name. */
export type IsReviewer = (name: string) => boolean

const reviewersOf = new WeakMap<WriteDb, () => IsReviewer | null>()

/** Says who reviews in a library that a team works in; null where one person has it to themselves. */
export function setReviewers(db: WriteDb, reviewers: () => IsReviewer | null): void {
  reviewersOf.set(db, reviewers)
}

/** Why the person who makes a change may not accept a text of `author`; null where they may. */
function refusal({ db, person }: Mutation, author: string | null): AppError | null {
  const isReviewer = reviewersOf.get(db)?.() ?? null
  if (person === null || isReviewer === null || !reviewSettings(db).otherReviewer) return null
  if (author === person) return new AppError('caption.own-review')
  return isReviewer(person) ? null : new AppError('caption.no-reviewer')
}

export const mayAccept = (mutation: Mutation, author: string | null): boolean =>
  refusal(mutation, author) === null

/** Throws `caption.own-review` or `caption.no-reviewer`. */
export function requireReviewer(mutation: Mutation, author: string | null): void {
  const error = refusal(mutation, author)
  if (error) throw error
}

/** The status of a caption with another text: accepted only where its reviewer would have accepted this one too. */
export const keptStatus = (
  mutation: Mutation,
  author: string | null,
  status: CaptionStatus
): CaptionStatus => (status === 'accepted' && !mayAccept(mutation, author) ? 'draft' : status)
