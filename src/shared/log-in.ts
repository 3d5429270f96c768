import * as v from 'valibot'
import { text } from './domain/bounds'

/** Where the log-in page of a team's server sends what people enter. */
export const logInPaths = {
  logIn: '/log-in',
  /** Whom an invitation is for. */
  invited: '/invitation/look',
  /** Accepts an invitation. */
  setPassword: '/invitation',
  /** How else people log in here. */
  ways: '/log-in/ways',
  /** Leads to the OpenID Connect provider, and back. */
  provider: '/log-in/provider',
  callback: '/log-in/callback',
  logOut: '/log-out',
  logOutEverywhere: '/log-out-everywhere'
} as const

/** Ways to log in besides a password. */
export const LogInWays = v.object({
  /** What the provider is called on the button; null where there is none. */
  provider: v.nullable(v.string())
})
export type LogInWays = v.InferOutput<typeof LogInWays>

/** The query of the log-in page that says why a provider's log-in was refused: a code of an error. */
export const REFUSED = 'refused'

const Password = text(4000)
const Token = text(200)

export const LogIn = v.object({ name: text(1000), password: Password })
export type LogIn = v.InferOutput<typeof LogIn>

export const OfInvitation = v.object({ token: Token })
export type OfInvitation = v.InferOutput<typeof OfInvitation>

export const NewPassword = v.object({ token: Token, password: Password })
export type NewPassword = v.InferOutput<typeof NewPassword>

export const InvitedUser = v.object({ name: v.string() })
export type InvitedUser = v.InferOutput<typeof InvitedUser>
