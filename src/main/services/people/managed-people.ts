import type { Person, Role } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import { keyOf } from '../../store/people/users'
import type { Asker, People } from './people'

/**
 * The people of a server as one of them manages the others. Nobody changes their own role or shuts
 * themselves out, so that an administrator is left.
 */
export class ManagedPeople {
  constructor(
    private readonly people: People,
    private readonly asker: Asker & { actor: string }
  ) {}

  list(): Person[] {
    return this.people.list()
  }

  /** The token of an invitation. Throws as `People.add`. */
  add(name: string, role: Role, email: string | null): string {
    return this.people.add(name, role, email, this.asker)
  }

  /** The token of a new invitation. Throws `people.own-account`, and as `People.reset`. */
  reset(name: string): string {
    this.#requireOther(name)
    return this.people.reset(name, this.asker)
  }

  /** Throws `people.own-account` or `people.unknown`. */
  setRole(name: string, role: Role): void {
    this.#requireOther(name)
    this.people.setRole(name, role, this.asker)
  }

  /** Throws `people.own-account` or `people.unknown`. */
  setDisabled(name: string, disabled: boolean): void {
    this.#requireOther(name)
    this.people.setDisabled(name, disabled, this.asker)
  }

  #requireOther(name: string): void {
    if (keyOf(name) === keyOf(this.asker.actor)) throw new AppError('people.own-account')
  }
}
