import * as v from 'valibot'
import { FilterText, list, text, whole } from './bounds'
import { EntityId, Timestamp } from './common'
import { PersonName } from './people'

/** How far a person is with an image that was given to them. */
export const AssignmentState = v.picklist(['open', 'done', 'skipped'])
export type AssignmentState = v.InferOutput<typeof AssignmentState>

export const WorkListName = v.pipe(text(100), v.trim(), v.minLength(1))
const People = v.pipe(list(PersonName, 1000), v.minLength(1))

/** Images to be split among people. The same wish splits the same images in the same way. */
export const WorkListWish = v.object({
  name: WorkListName,
  filter: FilterText,
  /** With a number of images each, or evenly where none is said. */
  people: v.pipe(
    list(v.object({ name: PersonName, images: v.nullable(whole(1)) }), 1000),
    v.minLength(1)
  ),
  /**
   * How many images are given to several people, null for all, and to how many each, null for everybody.
   * The rest is given to one person each.
   */
  overlap: v.object({ images: v.nullable(whole()), people: v.nullable(whole(2)) }),
  seed: whole(0, 0xffffffff)
})
export type WorkListWish = v.InferOutput<typeof WorkListWish>

/** What is open is given to others: that of `from`, null for everybody's, to `to`. */
export const Reassignment = v.object({ id: EntityId, from: v.nullable(People), to: People })
export type Reassignment = v.InferOutput<typeof Reassignment>

/** How far a person is with a list. */
export const WorkProgress = v.object({
  name: v.string(),
  open: v.number(),
  done: v.number(),
  skipped: v.number(),
  /**
   * Images in an hour of work, by the median time between two that were done, without breaks; null while
   * too few are done to tell.
   */
  perHour: v.nullable(v.number()),
  /** When all that is open will be done, if as much is done in a day as up to now. */
  expectedEnd: v.nullable(Timestamp)
})
export type WorkProgress = v.InferOutput<typeof WorkProgress>

export const WorkList = v.object({
  id: EntityId,
  name: v.string(),
  filter: v.string(),
  seed: v.number(),
  madeBy: v.nullable(v.string()),
  createdAt: Timestamp,
  closedAt: v.nullable(Timestamp),
  /** Images of it that are in the library. */
  images: v.number(),
  /** What waits for somebody who has not skipped it, or for a new member. */
  pool: v.number(),
  people: v.array(WorkProgress),
  expectedEnd: v.nullable(Timestamp)
})
export type WorkList = v.InferOutput<typeof WorkList>

/** What is given to the person who asks, in lists that are not closed. */
export const MyWork = v.object({
  open: v.number(),
  done: v.number(),
  lists: v.array(
    v.object({
      id: EntityId,
      name: v.string(),
      open: v.number(),
      done: v.number(),
      skipped: v.number()
    })
  )
})
export type MyWork = v.InferOutput<typeof MyWork>
