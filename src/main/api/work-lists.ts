import {
  activeIn,
  giveToOthers,
  makeWorkList,
  myWork,
  requireListed,
  workLists
} from '../services/assignments/work-lists'
import { skipAssignment } from '../store/assignments/hand-over'
import { markAssignment, nextOf, stateOf } from '../store/assignments/my-work'
import { setWorkListClosed } from '../store/assignments/work-lists'
import { api, done } from './base'
import { likePlace, personOf } from './like-place'

export const workListsRouter = api.workLists.router({
  list: api.workLists.list.handler(({ context: { workbench } }) =>
    workLists(workbench.library, workbench.members)
  ),
  create: api.workLists.create.handler(({ context, input }) => {
    const { members } = context.workbench
    return makeWorkList(likePlace(context), members, input, personOf(context.caller))
  }),
  reassign: api.workLists.reassign.handler(({ context: { workbench }, input }) =>
    giveToOthers(workbench.library, workbench.members, input)
  ),
  setClosed: api.workLists.setClosed.handler(({ context: { workbench }, input }) => {
    setWorkListClosed(workbench.library.write, input.id, input.closed)
    return requireListed(workbench.library, input.id)
  }),
  people: api.workLists.people.handler(({ context: { workbench } }) =>
    (workbench.members?.() ?? []).filter(({ disabled }) => !disabled).map(({ name }) => name)
  ),
  mine: api.workLists.mine.handler(({ context: { workbench, caller } }) =>
    myWork(workbench.library, workbench.members, personOf(caller))
  ),
  next: api.workLists.next.handler(({ context: { workbench, caller }, input }) => {
    const person = personOf(caller)
    if (person === null) return { id: null }
    myWork(workbench.library, workbench.members, person)
    return { id: nextOf(workbench.library.read, { person, after: input.after }) }
  }),
  ofImage: api.workLists.ofImage.handler(({ context: { workbench, caller }, input }) => {
    const person = personOf(caller)
    if (person === null) return { state: null }
    return { state: stateOf(workbench.library.read, { person, imageId: input.imageId }) }
  }),
  mark: api.workLists.mark.handler(({ context: { workbench, caller }, input }) => {
    const person = personOf(caller)
    if (person === null) return done
    const { imageId, state } = input
    const { write } = workbench.library
    if (state === 'skipped') {
      skipAssignment(write, { person, imageId }, activeIn(workbench.members))
    } else markAssignment(write, { person, imageId, state })
    return done
  })
})
