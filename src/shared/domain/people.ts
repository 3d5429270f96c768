import * as v from 'valibot'
import { text } from './bounds'
import { Timestamp } from './common'

/** What somebody may do on a team's server; each role may also do what those before it may. */
export const roles = ['annotator', 'reviewer', 'trainer', 'admin'] as const
export const Role = v.picklist(roles)
export type Role = v.InferOutput<typeof Role>

/** Whether `role` may do what takes at least `needed`. */
export const isAtLeast = (role: Role, needed: Role): boolean =>
  roles.indexOf(role) >= roles.indexOf(needed)

export const PersonName = v.pipe(text(200), v.trim(), v.minLength(1))

/** Somebody who may log in to a team's server, as its administrators see them. */
export const Person = v.object({
  name: v.string(),
  role: Role,
  disabled: v.boolean(),
  /** By which their account at an OpenID Connect provider is recognised; null for none. */
  email: v.nullable(v.string()),
  /** False until they have followed their invitation. */
  hasPassword: v.boolean(),
  /** When they were last there; null for never. */
  seenAt: v.nullable(Timestamp)
})
export type Person = v.InferOutput<typeof Person>
