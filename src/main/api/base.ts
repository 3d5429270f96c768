import { implement, ORPCError, ValidationError } from '@orpc/server'
import { contract } from '../../shared/contract'
import { AppError, toErrorInfo } from '../../shared/errors'
import { inputError } from '../../shared/errors/input-error'
import type { Workbench } from '../services/workbench/workbench'

/** What every procedure may use. */
export interface ApiContext {
  workbench: Workbench
}

/**
 * The contract, to be implemented by the areas. Whatever a procedure throws reaches the caller as
 * the contract's one error; what nobody expected goes to the log as well.
 */
export const api = implement(contract)
  .$context<ApiContext>()
  .use(async ({ context, next, path }) => {
    try {
      return await next()
    } catch (thrown) {
      const error = readable(thrown)
      if (!(error instanceof AppError)) {
        context.workbench.log.error({ error, procedure: path.join('.') }, 'procedure failed')
      }
      const data = toErrorInfo(error)
      throw new ORPCError('APP_ERROR', { data, message: data.message, cause: error })
    }
  })

/** Input that the contract refuses, as an error that names the field. */
function readable(thrown: unknown): unknown {
  const cause = thrown instanceof ORPCError ? thrown.cause : null
  const refused = thrown instanceof ORPCError && thrown.code === 'BAD_REQUEST'
  return refused && cause instanceof ValidationError ? inputError(cause.issues) : thrown
}

export const done = { done: true } as const
