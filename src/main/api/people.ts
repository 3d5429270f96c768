import { AppError } from '../../shared/errors'
import type { Caller } from '../services/people/caller'
import { api, done } from './base'

/** Throws `people.none-here`. */
function usersOf({ users }: Caller): NonNullable<Caller['users']> {
  if (!users) throw new AppError('people.none-here')
  return users
}

export const peopleRouter = api.people.router({
  list: api.people.list.handler(({ context: { caller } }) => [...usersOf(caller).list()]),
  add: api.people.add.handler(({ context: { caller }, input: { name, role, email } }) => ({
    token: usersOf(caller).add(name, role, email)
  })),
  reset: api.people.reset.handler(({ context: { caller }, input: { name } }) => ({
    token: usersOf(caller).reset(name)
  })),
  setRole: api.people.setRole.handler(({ context: { caller }, input: { name, role } }) => {
    usersOf(caller).setRole(name, role)
    return done
  }),
  setDisabled: api.people.setDisabled.handler(
    ({ context: { caller }, input: { name, disabled } }) => {
      usersOf(caller).setDisabled(name, disabled)
      return done
    }
  )
})
