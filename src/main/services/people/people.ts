import { isAtLeast, type Role } from '../../../shared/domain'
import { AppError } from '../../../shared/errors'
import {
  linkIdentity,
  setEmail,
  userOfIdentity,
  type Identity
} from '../../store/people/identities'
import { listAudit, noteAudit, type AuditEntry } from '../../store/people/audit'
import { endInvitation, invitedBy, invite } from '../../store/people/invitations'
import { closePeople, openPeople, type PeopleDb } from '../../store/people/people-db'
import { publicUrl, setPublicUrl } from '../../store/people/server-url'
import {
  endSession,
  endSessionsOf,
  findSession,
  openSession,
  useSession
} from '../../store/people/sessions'
import {
  addUser,
  findUser,
  keyOf,
  listUsers,
  passwordHash,
  requireUser,
  setDisabled,
  setPasswordHash,
  setRole,
  type User
} from '../../store/people/users'
import { transaction } from '../../store/core/connection'
import { LogInThrottle } from './log-in-throttle'
import { hashPassword, isPassword } from './password'

/** Who asks for something, for the audit log; both null for the command line. */
export interface Asker {
  actor: string | null
  address: string | null
}

const commandLine: Asker = { actor: null, address: null }

/** How long a session lasts at most, in milliseconds. */
export { SESSION_MS } from '../../store/people/sessions'

/** The people of a server: who they are, how they get in, and the log of both. */
export class People {
  readonly #db: PeopleDb
  readonly #throttle = new LogInThrottle()

  constructor(configDir: string) {
    this.#db = openPeople(configDir)
  }

  close(): void {
    closePeople(this.#db)
  }

  /** Where people reach the server, without a slash at its end; null before its first start. */
  url(): string | null {
    return publicUrl(this.#db)
  }

  keepUrl(url: string): void {
    setPublicUrl(this.#db, url)
  }

  list(): (User & { seenAt: number | null })[] {
    return listUsers(this.#db)
  }

  /** Whether somebody has a role, or one that may do more. */
  isAtLeast(name: string, role: Role): boolean {
    const user = findUser(this.#db, name)
    return user !== null && isAtLeast(user.role, role)
  }

  /** The token of an invitation. Throws `people.bad-name`, `people.name-taken`, and as `setEmail`. */
  add(name: string, role: Role, email: string | null = null, asker = commandLine): string {
    return transaction(this.#db, () => {
      const user = addUser(this.#db, name, role)
      if (email !== null) setEmail(this.#db, user.id, email)
      this.#note(asker, 'user-added', `${user.name} (${role})`)
      return invite(this.#db, user.id)
    })
  }

  /**
   * The token of a new invitation; until it is accepted, the person cannot log in and is signed out
   * everywhere. Throws `people.unknown` or `people.disabled`.
   */
  reset(name: string, asker = commandLine): string {
    return this.#change(name, (user) => {
      if (user.disabled) throw new AppError('people.disabled', { name: user.name })
      setPasswordHash(this.#db, user.id, null)
      endSessionsOf(this.#db, user.id)
      this.#note(asker, 'user-reset', user.name)
      return invite(this.#db, user.id)
    })
  }

  /** Takes effect with the person's next call. Throws `people.unknown`. */
  setRole(name: string, role: Role, asker = commandLine): void {
    this.#change(name, (user) => {
      setRole(this.#db, user.id, role)
      this.#note(asker, 'role-set', `${user.name} (${role})`)
    })
  }

  /** A disabled person is signed out, and what they wrote stays theirs. Throws `people.unknown`. */
  setDisabled(name: string, disabled: boolean, asker = commandLine): void {
    this.#change(name, (user) => {
      setDisabled(this.#db, user.id, disabled)
      if (disabled) {
        endSessionsOf(this.#db, user.id)
        endInvitation(this.#db, user.id)
      }
      this.#note(asker, disabled ? 'user-disabled' : 'user-enabled', user.name)
    })
  }

  /** The newest entries of the audit log, the newest first. */
  audit(limit: number): AuditEntry[] {
    return listAudit(this.#db, limit)
  }

  /** Notes what somebody did in the audit log. */
  note(asker: Asker, action: string, subject: string): void {
    this.#note(asker, action, subject)
  }

  /**
   * The token of a new session. Throws `people.wrong-log-in`, whatever is wrong, or
   * `people.too-many-tries`.
   */
  async logIn(name: string, password: string, address: string): Promise<string> {
    // Names that nobody has are counted as others are, so that the limits do not tell which there are.
    const succeed = await this.#throttle.begin(keyOf(name), address)
    const user = findUser(this.#db, name)
    const hash = user && !user.disabled ? passwordHash(this.#db, user.id) : null
    const isRight = await isPassword(password, hash)
    if (!user || !isRight) {
      // A name that nobody has may be a password in the wrong field.
      this.#note({ actor: null, address }, 'log-in-refused', user?.name ?? '')
      throw new AppError('people.wrong-log-in')
    }
    await succeed()
    return this.#enter(user, 'log-in', address)
  }

  /**
   * The token of a new session of whoever an account at a provider belongs to: it was linked before,
   * or is now, by its verified e-mail address. Nobody is added. Throws `people.not-linked`.
   */
  logInAs(identity: Identity, address: string): string {
    return (
      transaction(this.#db, () => {
        const linked = userOfIdentity(this.#db, identity)
        const user = linked ?? linkIdentity(this.#db, identity)
        if (!user || user.disabled) {
          this.#note({ actor: null, address }, 'log-in-refused', user?.name ?? identity.issuer)
          return null
        }
        if (!linked) this.#note({ actor: user.name, address }, 'account-linked', identity.issuer)
        return this.#enter(user, 'log-in', address)
      }) ?? notLinked()
    )
  }

  /** Throws `people.unknown`, `people.bad-email` or `people.email-taken`. */
  setEmail(name: string, email: string | null): void {
    this.#change(name, (user) => {
      setEmail(this.#db, user.id, email)
      this.#note(commandLine, 'email-set', `${user.name} (${email ?? ''})`)
    })
  }

  /** Whom an invitation is for; null where it is not valid. */
  invited(token: string): User | null {
    return invitedBy(this.#db, token)
  }

  /**
   * Sets the password of an invited person, signs them out everywhere else, and opens a session, whose
   * token is returned. Throws `people.bad-invitation`, `people.short-password` or
   * `people.long-password`.
   */
  async acceptInvitation(token: string, password: string, address: string): Promise<string> {
    if (!invitedBy(this.#db, token)) throw new AppError('people.bad-invitation')
    const hash = await hashPassword(password)
    return transaction(this.#db, () => {
      // Meanwhile it may have been accepted by another.
      const user = invitedBy(this.#db, token)
      if (!user) throw new AppError('people.bad-invitation')
      setPasswordHash(this.#db, user.id, hash)
      endInvitation(this.#db, user.id)
      endSessionsOf(this.#db, user.id)
      return this.#enter(user, 'password-set', address)
    })
  }

  /** Whose session a token is, and by default that it is used now; null where it has ended. */
  bySession(token: string, isUse = true): User | null {
    return isUse ? useSession(this.#db, token) : findSession(this.#db, token)
  }

  logOut(token: string, address: string): void {
    const user = findSession(this.#db, token)
    if (!user) return
    endSession(this.#db, token)
    this.#note({ actor: user.name, address }, 'log-out', user.name)
  }

  logOutEverywhere(token: string, address: string): void {
    const user = findSession(this.#db, token)
    if (!user) return
    endSessionsOf(this.#db, user.id)
    this.#note({ actor: user.name, address }, 'log-out-everywhere', user.name)
  }

  #enter(user: User, action: string, address: string): string {
    this.#note({ actor: user.name, address }, action, user.name)
    return openSession(this.#db, user.id)
  }

  #change<T>(name: string, work: (user: User) => T): T {
    return transaction(this.#db, () => work(requireUser(this.#db, name)))
  }

  #note(asker: Asker, action: string, subject: string): void {
    noteAudit(this.#db, { ...asker, action, subject })
  }
}

/** Also a disabled person is told no more. */
function notLinked(): never {
  throw new AppError('people.not-linked')
}
