import { createContext, Script } from 'node:vm'

const script = new Script('work()')
const context = createContext({ work: null })

/**
 * Does `work`, and gives it up after `ms` milliseconds by throwing what `late` makes: a regular
 * expression can take longer than anyone lives, and nothing but its engine can stop it. Each call
 * takes some 0.1 ms by itself. `work` must do all at once, and not call `withinTime` itself.
 */
export function withinTime<T>(ms: number, work: () => T, late: () => Error): T {
  context['work'] = work
  try {
    return script.runInContext(context, { timeout: ms }) as T
  } catch (error) {
    throw isTimeout(error) ? late() : error
  } finally {
    context['work'] = null
  }
}

/** By its code alone: the error may be of the script's own world, where `Error` is another. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
