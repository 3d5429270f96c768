import * as v from 'valibot'

/** What somebody may do on a team's server; each role may also do what those before it may. */
export const roles = ['annotator', 'reviewer', 'trainer', 'admin'] as const
export const Role = v.picklist(roles)
export type Role = v.InferOutput<typeof Role>

/** Whether `role` may do what takes at least `needed`. */
export const isAtLeast = (role: Role, needed: Role): boolean =>
  roles.indexOf(role) >= roles.indexOf(needed)
