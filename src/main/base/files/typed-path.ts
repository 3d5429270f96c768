import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { AppError } from '../../../shared/errors'
import { unquotePath } from '../../../shared/domain/unquote-path'

/**
 * The absolute path that a person means by what they typed or pasted: quotation marks around it and
 * the `file:` of an address go, and `~` is their home folder. A path that is absolute as it stands is
 * kept to the letter. Throws `file.relative-path` for one that does not say where it begins.
 */
export function readTypedPath(typed: string, home = homedir()): string {
  if (isAbsolute(typed)) return typed
  const path = fromAddress(unquotePath(typed))
  const expanded = path === '~' || /^~[\\/]/.test(path) ? join(home, path.slice(1)) : path
  if (isAbsolute(expanded)) return expanded
  throw new AppError('file.relative-path', { path: typed, home })
}

/** File managers copy a file as an address. */
function fromAddress(path: string): string {
  if (!/^file:\/\//i.test(path)) return path
  try {
    return fileURLToPath(path)
  } catch {
    return path
  }
}
