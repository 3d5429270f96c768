import { implement } from '@orpc/server'
import type { GenericSchema } from 'valibot'
import { contract } from '../../shared/contract'
import { AppError } from '../../shared/errors'
import { isAtLeast } from '../../shared/domain'
import { rowOf } from '../../shared/roles'
import type { Caller } from '../services/people/caller'
import { seenBy } from '../services/people/seen-workbench'
import type { Workbench } from '../services/workbench/workbench'
import { explain, explainStream } from './explain'
import { hideInProblem, hidePaths } from './hide-paths'
import { takePaths } from './take-paths'

/** What every procedure may use. */
export interface ApiContext {
  workbench: Workbench
  caller: Caller
}

/**
 * The contract, to be implemented by the areas. Whatever a procedure throws, at once or while it
 * streams, reaches the caller as the contract's one error; what nobody expected is logged as well.
 */
export const api = implement(contract)
  .$context<ApiContext>()
  // The input is validated after the first step, which words a refusal, and before the second.
  .$config({ initialInputValidationIndex: -1 })
  .use(async ({ context, next, path, signal }) => {
    const { caller, workbench } = context
    const where = { log: workbench.log, procedure: path.join('.'), signal }
    const isAdmin = caller.role === 'admin'
    try {
      requireRole(caller, path)
      // From here on nobody meets what they are not to see.
      const result = await next({ context: { workbench: seenBy(workbench, caller) } })
      const output = explainStream(result.output, where)
      return { ...result, output: hidePaths(output, workbench, caller.role) }
    } catch (thrown) {
      const problem = explain(thrown, where)
      throw isAdmin ? problem : hideInProblem(problem, workbench)
    }
  })
  .use(async ({ context: { caller, workbench }, next, path, procedure }, input) => {
    const inputSchema = procedure['~orpc'].inputSchema as GenericSchema | undefined
    const release = inputSchema && (await takePaths(caller, path.join('.'), inputSchema, input))
    const result = await Promise.resolve(next()).finally(release)
    if (rowOf(path).audited) note(caller, path, input, workbench.log)
    return result
  })

/** Throws `people.role-needed`. */
function requireRole({ role }: Caller, path: readonly string[]): void {
  const { role: needed } = rowOf(path)
  if (!isAtLeast(role, needed)) throw new AppError('people.role-needed', { role, needed })
}

/** What is done is done, also where the audit log cannot be written. */
function note(
  caller: Caller,
  path: readonly string[],
  input: unknown,
  log: Workbench['log']
): void {
  try {
    caller.note(path.join('.'), JSON.stringify(input ?? null))
  } catch (error) {
    log.error({ error, procedure: path.join('.') }, 'the audit log could not be written')
  }
}

export const done = { done: true } as const
