import type { MyWork, Reassignment, WorkList, WorkListWish } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { reassign, settlePools, type IsActive } from '../../store/assignments/hand-over'
import { workOf } from '../../store/assignments/my-work'
import { listWork } from '../../store/assignments/progress'
import { createWorkList } from '../../store/assignments/work-lists'
import type { Library } from '../../store/core/library'
import { resolveLikeText, type LikePlace } from '../similar/resolve-like'

/** Somebody of a team. */
export interface Member {
  name: string
  disabled: boolean
}

/** A team as work lists need it: its people, or null where nobody knows who they are. */
export type TeamMembers = (() => readonly Member[]) | null

/** Whether somebody can be given work: where nobody knows the people, everybody. */
export function activeIn(members: TeamMembers): IsActive {
  if (!members) return () => true
  const names = new Set(
    members()
      .filter(({ disabled }) => !disabled)
      .map(({ name }) => name)
  )
  return (name) => names.has(name)
}

/**
 * Makes a work list of the images of a filter; returns it. Throws `filter.invalid`, `people.unknown`,
 * `assignment.disabled` and what `createWorkList` throws.
 */
export async function makeWorkList(
  place: LikePlace,
  members: TeamMembers,
  wish: WorkListWish,
  madeBy: string | null
): Promise<WorkList> {
  const { library } = place
  const people = wish.people.map((person) => ({ ...person, name: nameOf(members, person.name) }))
  const once = people.filter(({ name }, at) => people.findIndex((p) => p.name === name) === at)
  const text = await resolveLikeText(place, wish.filter)
  const ids = await library.reader.ask('selectedImageIds', { filter: { text }, except: [] })
  return requireListed(
    library,
    createWorkList(library.write, ids, { ...wish, people: once }, madeBy)
  )
}

/** Gives what is open in a list to others. Throws what `nameOf` and `reassign` throw. */
export function giveToOthers(
  library: Library,
  members: TeamMembers,
  { id, from, to }: Reassignment
): WorkList {
  // Who gives something up may be disabled, or gone.
  const names = [...new Set(to.map((name) => nameOf(members, name)))]
  reassign(library.write, { id, from, to: names })
  return requireListed(library, id)
}

/** All work lists with how far they are; what waits in pools is given out before. */
export function workLists(library: Library, members: TeamMembers): WorkList[] {
  settle(library, members)
  return listWork(library.read)
}

/** What is given to a person; what waits in pools is given out before. */
export function myWork(library: Library, members: TeamMembers, person: string | null): MyWork {
  if (person === null) return { open: 0, done: 0, lists: [] }
  settle(library, members)
  return workOf(library.read, person)
}

function settle(library: Library, members: TeamMembers): void {
  if (!library.looksOnly) settlePools(library.write, activeIn(members))
}

/** A person's name as the team writes it. Throws `people.unknown` or `assignment.disabled`. */
function nameOf(members: TeamMembers, name: string): string {
  const wanted = name.normalize('NFC')
  if (!members) return wanted
  const same = (other: string) => other.toLowerCase() === wanted.toLowerCase()
  const found = members().find((member) => same(member.name))
  if (!found) throw new AppError('people.unknown', { name })
  if (found.disabled) throw new AppError('assignment.disabled', { name: found.name })
  return found.name
}

/** Throws `entity.not-found`. */
export function requireListed(library: Library, id: number): WorkList {
  const found = listWork(library.read).find((list) => list.id === id)
  if (!found) throw new AppError('entity.not-found', { entity: 'work list', id })
  return found
}
