import { createContext, Script } from 'node:vm'
import { AppError } from '../../shared/errors'

const script = new Script('work()')

/**
 * Does `work`, and gives it up after `ms` milliseconds: a regular expression can take longer than
 * anyone lives, and nothing but its engine can stop it. Throws `bulk.slow-pattern`.
 */
export function withinTime(ms: number, work: () => void): void {
  try {
    script.runInContext(createContext({ work }), { timeout: ms })
  } catch (error) {
    if (isTimeout(error)) throw new AppError('bulk.slow-pattern', {}, { cause: error })
    throw error
  }
}

/** By its code alone: the error may be of the script's own world, where `Error` is another. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
