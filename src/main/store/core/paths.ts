import { isAbsolute, relative, resolve, sep } from 'node:path'
import type { ReadDb } from './connection'

/**
 * A path as the store keeps it: relative with forward slashes inside the library folder, so that
 * the library moves as a whole, and absolute elsewhere.
 */
export function toStoredPath(db: ReadDb, path: string): string {
  const inside = relative(db.root, path)
  const escapes = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside)
  return inside === '' || escapes ? resolve(path) : inside.split(sep).join('/')
}

/** The absolute path of a stored one. */
export function fromStoredPath(db: ReadDb, stored: string): string {
  return resolve(db.root, stored)
}
