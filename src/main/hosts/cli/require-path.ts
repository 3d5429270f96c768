import { existsSync } from 'node:fs'
import { AppError } from '../../../shared/errors'

/** Throws `file.not-found` where there is nothing at `path`. */
export function requirePath(path: string): void {
  if (!existsSync(path)) throw new AppError('file.not-found', { path })
}
