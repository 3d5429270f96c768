import { implement } from '@orpc/server'
import type { GenericSchema } from 'valibot'
import { contract } from '../../shared/contract'
import { AppError } from '../../shared/errors'
import { isAtLeast } from '../../shared/domain'
import { pathFinder } from '../../shared/domain/paths-in'
import { rowOf } from '../../shared/roles'
import { checkPaths } from '../base/files/allowed-roots'
import type { Caller } from '../services/people/caller'
import { seenBy } from '../services/people/seen-workbench'
import type { Workbench } from '../services/workbench/workbench'
import { explain, explainStream } from './explain'

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
    const { log } = context.workbench
    const where = { log, procedure: path.join('.'), signal }
    try {
      requireRole(context.caller, path)
      // From here on nobody meets what they are not to see.
      const seen = { workbench: seenBy(context.workbench, context.caller) }
      const result = await next({ context: seen })
      return { ...result, output: explainStream(result.output, where) }
    } catch (thrown) {
      throw explain(thrown, where)
    }
  })
  .use(async ({ context: { caller, workbench }, next, path, procedure }, input) => {
    const inputSchema = procedure['~orpc'].inputSchema as GenericSchema | undefined
    if (inputSchema) {
      requireNoPlaces(caller, inputSchema, input)
      await checkPaths(inputSchema, input)
    }
    const result = await next()
    if (rowOf(path).audited) note(caller, path, input, workbench.log)
    return result
  })

/** Throws `people.role-needed`. */
function requireRole({ role }: Caller, path: readonly string[]): void {
  const { role: needed } = rowOf(path)
  if (!isAtLeast(role, needed)) throw new AppError('people.role-needed', { role, needed })
}

/**
 * Throws `people.no-paths` or `people.no-servers` for a path on the server's disk, or another server that
 * it is to ask, from anybody but an admin: both reach what that person's own browser does not.
 */
function requireNoPlaces({ role }: Caller, schema: GenericSchema, input: unknown): void {
  if (role === 'admin') return
  if (pathFinder(schema)?.(input).length) throw new AppError('people.no-paths')
  if (pathFinder(schema, 'isServer')?.(input).length) throw new AppError('people.no-servers')
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
