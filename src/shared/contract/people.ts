import * as v from 'valibot'
import { Person, PersonName, Role, text } from '../domain'
import { Done, procedure } from './base'

const OfPerson = v.object({ name: PersonName })
/** What follows `/invitation#` in the link by which an invited person sets a password, once. */
const Invitation = v.object({ token: v.string() })

/**
 * The people of a team's server, as its administrators manage them. Each throws `people.none-here` on a
 * host of one person; nobody changes their own role, or shuts themselves out (`people.own-account`).
 */
export const peopleContract = {
  list: procedure.output(v.array(Person)),
  add: procedure
    .input(v.object({ name: PersonName, role: Role, email: v.nullable(text(400)) }))
    .output(Invitation),
  /** Signs a person out; until they follow the new invitation, they cannot log in by a password. */
  reset: procedure.input(OfPerson).output(Invitation),
  setRole: procedure.input(v.object({ name: PersonName, role: Role })).output(Done),
  /** A disabled person is signed out, and what they wrote stays theirs. */
  setDisabled: procedure.input(v.object({ name: PersonName, disabled: v.boolean() })).output(Done)
}
