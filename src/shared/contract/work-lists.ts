import * as v from 'valibot'
import { AssignmentState, EntityId, MyWork, Reassignment, WorkList, WorkListWish } from '../domain'
import { Done, procedure } from './base'

/** Images that are given to people, and what each of them has to do. */
export const workListsContract = {
  /** All lists, the newest first. */
  list: procedure.output(v.array(WorkList)),
  create: procedure.input(WorkListWish).output(WorkList),
  reassign: procedure.input(Reassignment).output(WorkList),
  /** Ends a list, or takes it up again. */
  setClosed: procedure.input(v.object({ id: EntityId, closed: v.boolean() })).output(WorkList),
  /** Who can be given work: the people of the server that are not disabled. */
  people: procedure.output(v.array(v.string())),
  mine: procedure.output(MyWork),
  /** The next image that is open for the person behind another one, list by list; null for none. */
  next: procedure
    .input(v.object({ after: v.nullable(EntityId) }))
    .output(v.object({ id: v.nullable(EntityId) })),
  /** How far the person is with an image; null where it was not given to them. */
  ofImage: procedure
    .input(v.object({ imageId: EntityId }))
    .output(v.object({ state: v.nullable(AssignmentState) })),
  /** The person has done an image, or has not after all, or leaves it to others. */
  mark: procedure.input(v.object({ imageId: EntityId, state: AssignmentState })).output(Done)
}
