import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/errors'

/** What SQLite cannot read: not a database, a torn page, a schema that is not ours. */
export function damagedLibrary(root: string, error: unknown): AppError {
  const detail = error instanceof Error ? error.message : String(error)
  const code = hasBackups(root) ? 'library.damaged-backup' : 'library.damaged'
  return new AppError(code, { path: root, detail }, { cause: error })
}

function hasBackups(root: string): boolean {
  try {
    return readdirSync(join(root, 'backups')).some((name) => !name.startsWith('.'))
  } catch {
    return false
  }
}
