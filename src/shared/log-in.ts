import * as v from 'valibot'
import { text } from './domain/bounds'

/** Where the log-in page of a team's server sends what people enter. */
export const logInPaths = {
  logIn: '/log-in',
  /** Whom an invitation is for. */
  invited: '/invitation/look',
  /** Accepts an invitation. */
  setPassword: '/invitation',
  logOut: '/log-out',
  logOutEverywhere: '/log-out-everywhere'
} as const

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
